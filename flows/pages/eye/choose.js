// All parts of a form at once: which field is which, and which button belongs to them.

const SURE = 0.6; // below this a name is not taken for the part's name
const CLEAR = 0.12; // two readings of a form nearer than this are ambiguous

// How well one field fits one part: {score, by}.
function fits(field, part) {
  let best = { score: 0, by: '', text: '' };
  for (const name of field.names) {
    const score =
      name.strength *
      names(
        name.text,
        part.recipes.filter((r) => !r.under || underTitle(field, r.under)),
        part.words,
      );
    if (score > best.score) best = { score, by: name.by, text: name.text };
  }
  if (best.score && part.secret) best.score *= field.kind === 'secret' ? 1 : field.unmasked ? 0.78 : 0.4;
  if (best.score && part.secret === false) best.score *= field.kind === 'secret' || field.kind === 'area' ? 0.2 : 1;
  if (best.score && part.secret) best.score *= sectionSays(field, best.text, part);
  return best;
}

// The nearest title tells one pair of password boxes from another: パスワード変更, not POP3 接続用パスワード. Under such a
// one a bare パスワード is that other setting's, but on a sign-in page, where a notice stands for a title: 期限が切れました.
function sectionSays(field, name, part) {
  if (!field.headings.length) return 1;
  const title = meaning(field.headings[0]);
  const other = title.set.has('elsewhere') ? 0.75 : ['hint', 'pin', 'forward'].some((i) => title.set.has(i)) ? 0.85 : 0;
  if (!other) return title.set.has('password') && title.set.has('change') && title.foreign === 0 ? 1.05 : 1;
  if (part.home) return other;
  const told = [name, ...(field.before || []).map((n) => n.text)].map((text) => meaning(text).set);
  return told.some((set) => set.has('password') && (set.has('new') || set.has('old'))) ? other : 0.55;
}

// Bare words such as 新規 and 確認 need to be told what they are about: by a title, or by the box before.
function underTitle(field, ideas) {
  if (field.headings.slice(0, 2).some((title) => meaning(title).set.has('pin'))) return false;
  return (
    entitled(field, ideas) ||
    (field.kind === 'secret' &&
      (field.before || []).some(
        (name) => ideas.every((idea) => meaning(name.text).set.has(idea)) && !meaning(name.text).set.has('pin'),
      )) ||
    (field.kind === 'secret' && !field.headings.length && ideas.every((idea) => meaning(document.title).set.has(idea)))
  );
}

// Of several forms on a sign-in page: not the one to register with, nor the one that its title says is for elsewhere.
function ownForm(field, fields, part) {
  const secrets = fields.filter((f) => f.usable && f.kind === 'secret');
  const together = (f) => (f.el.form && f.el.form === field.el.form) || [...ancestors(field.el)].includes(f.group);
  if (secrets.length && !secrets.some(together)) return 0.5; // a newsletter's, a search's
  if (secrets.length < 2) return 1;
  const registers = secrets.some(
    (f) =>
      Math.abs(f.box.x - field.box.x) < 8 &&
      f.box.y > field.box.y &&
      f.box.y - field.box.y < 240 &&
      f.names.some((name) => name.seen && meaning(name.text).set.has('confirm')),
  );
  const other = field.headings.some((title) => part.elsewhere.some((idea) => meaning(title).set.has(idea)));
  const home = (f) => f.headings.slice(0, 2).some((title) => meaning(title).set.has(part.home) && !meaning(title).foreign);
  const away = part.home && !home(field) && secrets.some(home);
  return registers || other || away ? 0.7 : 1;
}

const entitled = (field, ideas) =>
  field.headings
    .slice(0, 2)
    .some(
      (title) =>
        ideas.every((idea) => meaning(title).set.has(idea)) &&
        !meaning(title).set.has('pin') &&
        meaning(title).foreign <= meaning(title).known,
    );

function formBonus(chosen) {
  let bonus = 0;
  const list = chosen.filter(Boolean);
  for (let i = 1; i < list.length; i += 1) {
    const [a, b] = [list[i - 1], list[i]];
    const forms = a.el.form && b.el.form && a.el.form !== b.el.form;
    bonus += forms ? -2 : a.group === b.group ? 0.25 : 0;
    if (b.box.y > a.box.y + 4 || (Math.abs(a.box.y - b.box.y) <= 4 && b.box.x > a.box.x)) bonus += 0.12;
    const between = Math.max(0, b.box.y - bottom(a.box), a.box.y - bottom(b.box));
    bonus += 0.2 / (1 + between / 60);
    if (a.headings[0] === b.headings[0]) bonus += 0.1;
  }
  return bonus;
}

// The best joint reading, and for each part the readings that come close to it.
function chooseFields(fields, parts) {
  const names = Object.keys(parts);
  const options = names.map((name) => {
    const list = fields
      .filter((f) => f.usable && f.kind !== 'toggle' && f.kind !== 'choice' && f.kind !== 'other')
      .map((field) => ({ field, ...fits(field, parts[name]) }))
      .map((o) => ({ ...o, score: o.score * (parts[name].elsewhere ? ownForm(o.field, fields, parts[name]) : 1) }))
      .filter((o) => o.score >= SURE * 0.75)
      .sort((a, b) => b.score - a.score)
      .slice(0, 7);
    return [...list, null];
  });
  const readings = [];
  const build = (i, picked) => {
    if (i === names.length) {
      const score =
        picked.reduce((sum, o) => sum + (o ? o.score + 0.4 : 0), 0) + formBonus(picked.map((o) => o && o.field));
      readings.push({ picked, score });
      return;
    }
    for (const option of options[i])
      if (!option || !picked.some((o) => o && o.field === option.field)) build(i + 1, [...picked, option]);
  };
  build(0, []);
  readings.sort((a, b) => b.score - a.score);
  const best = readings[0];
  const found = {};
  names.forEach((name, i) => {
    const pick = best.picked[i];
    const close = readings
      .filter((r) => best.score - r.score < CLEAR && r.picked[i] && (!pick || r.picked[i].field !== pick.field))
      .map((r) => r.picked[i]);
    const candidates = pick ? [pick, ...close.filter((c, k) => close.findIndex((d) => d.field === c.field) === k)] : [];
    found[name] =
      candidates.filter((c) => c.score >= SURE).length > 1 ? candidates : pick && pick.score >= SURE ? [pick] : [];
  });
  return found;
}
