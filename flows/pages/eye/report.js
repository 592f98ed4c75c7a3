// What one look found, in plain data for Python.

const round = (b) => [b.x, b.y, b.w, b.h].map((v) => Math.round(v * 100) / 100);

const described = (o) => ({
  by: o.by || '',
  score: Math.round((o.total ?? o.score) * 1000) / 1000,
  text: o.text || '',
  caption: (o.caption || '').slice(0, 80),
  section: (o.headings && o.headings[0]) || sectionOf(o.el),
  tag: o.el.tagName.toLowerCase() + (o.el.type && o.el.matches('input, button') ? `[type=${o.el.type}]` : ''),
  hint: attribute(o.el, 'id') || attribute(o.el, 'name'),
  box: round(o.box),
});

function sectionOf(el) {
  for (const a of ancestors(el)) {
    const title = [...a.querySelectorAll(TITLES)].find(
      (t) => shown(t, 3) && !t.contains(el) && t.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    if (title) return title.textContent.trim().slice(0, 60);
  }
  return '';
}

// A summary of what is wrong may lead to the box that it is about; it is a whole sentence.
const saysAloud = (line) => /([。．！!]|[a-z)]\.|ました|ません|です|ます)$/.test(line.text) && tone(line) === 1;

// What stands on the screen, line by line. Inert is what answers nobody: buttons, data, and what is covered.
function readScreen(phrases) {
  const lines = readLines(phrases);
  for (const line of lines) {
    const said = line.phrases.filter((p) => p.press);
    line.inert =
      (said.length === line.phrases.length && !saysAloud(line)) ||
      inDataRow(line.phrases[0].el) ||
      (styleOf(line.phrases[0].el).pointerEvents !== 'none' && covered(line.phrases[0].el, line.phrases[0].box));
  }
  return lines;
}

const placesOfFrames = () =>
  frames().map((el) => {
    const box = rectOf(el),
      style = styleOf(el);
    return [box.x + el.clientLeft + parseFloat(style.paddingLeft), box.y + el.clientTop + parseFloat(style.paddingTop)];
  });

const toldLines = (lines) =>
  lines.filter((l) => !l.inert).map((l) => ({ text: l.text, tone: tone(l), is_new: isNew(l) }));

function observe(query) {
  const sight = look(query, globalThis.eyeWording);
  return see(query, { ...sight, lines: readScreen(sight.phrases) });
}

// Before a Save: what the screen says now, to know it again afterwards.
function arm(query) {
  const { lines } = stillSeen(query) || observe(query);
  remember(lines);
  forget(); // typing may have scrolled the page since
  return { lines: toldLines(lines), frames: placesOfFrames() };
}

function report(query) {
  const wording = globalThis.eyeWording,
    sight = observe(query);
  const { phrases, fields, presses, rows, lines } = sight;
  const own = Object.entries(sight.parts).filter(([name, list]) => /^(new|confirm)-password$/.test(name) && list.length === 1);
  const rule = readRule(lines, fields, wording.rule, own.map(([, [one]]) => one));
  const messages = readMessages(lines, wording.message, wording.rule, rule);
  return {
    parts: Object.fromEntries(Object.entries(sight.parts).map(([name, list]) => [name, list.map(described)])),
    unclaimed: unclaimed(sight),
    account: query.account
      ? chooseAccount(query.account, rows, presses).map((o) =>
          described({ ...o, el: o.press.el, box: o.press.box, caption: o.text }),
        )
      : [],
    rows: rows.map((r) => ({
      id: r.text,
      full_name: r.full_name,
      disabled: !!r.disabled,
      administrator: !!r.administrator,
    })),
    left_out: leftOut(rows),
    page_chosen: query.screen === 'user-list' ? pageChosen(fields, phrases, rows) : [],
    rule,
    messages: messages.map((m) => ({ text: m.text, kind: m.kind, is_new: isNew(m.line) })),
    armed: !!globalThis.eyeMemory,
    lines: toldLines(lines),
    account_shown: query.screen === 'user-properties' ? readOwner(phrases, fields) : null,
    properties: query.screen === 'user-properties' ? properties(own.flatMap(([, list]) => list)) : [],
    frames: placesOfFrames(),
  };
}

// Every control's value but secrets, hidden state and buttons; the keys stay the same from visit to visit. Where the
// form is a layer over the list, what lies under it and is not sent with it is no property. Fixed is what nobody can
// change here: the site's own account of the last change, of an expiry.
function properties([secret]) {
  const values = new Map();
  const floating = (a) => a.matches('dialog, [role=dialog]') || styleOf(a).position === 'fixed';
  const layer = secret && [...ancestors(secret.el)].find(floating);
  const under = (el) => layer && !layer.contains(el) && !(secret.el.form && el.form === secret.el.form);
  for (const el of everything('input, select, textarea')) {
    if (under(el)) continue;
    const kind = kindOf(el);
    if (!kind || kind === 'secret' || standIn(el)) continue;
    let key = attribute(el, 'name') || attribute(el, 'id');
    if (!key) key = `${el.tagName.toLowerCase()}`;
    if (el.type === 'radio') key += `=${el.value}`;
    while (values.has(key)) key += '+';
    const value =
      kind === 'toggle'
        ? String(el.checked)
        : el.tagName === 'SELECT'
          ? [...el.selectedOptions].map((o) => o.value).join(',')
          : el.value;
    values.set(key, { key, value, fixed: el.matches(':disabled') || !!el.readOnly });
  }
  return [...values.values()];
}
