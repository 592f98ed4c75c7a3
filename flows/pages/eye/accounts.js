// The user list: which of the repeated texts are the account names, and what else their rows say.

const ACCOUNT = /^[a-z0-9_][a-z0-9._+'-]{0,63}(@[a-z0-9.-]+)?$/i;
const NOT_ACCOUNTS = ['forward', 'department', 'size', 'number', 'date', 'alias', 'fullname', 'domain', 'status', 'disabled'];

const bareText = (text) => text.normalize('NFKC').replace(INVISIBLE, '').trim();

// Texts that could be an account: a name, or a name and the domain that follows it in a piece of its own.
function readEntries(phrases) {
  const entries = [];
  const letters = phrases.filter((p) => /^[a-z]$/i.test(bareText(p.text)));
  const indexed = (phrase) => letters.filter((p) => Math.abs(p.box.y - phrase.box.y) < 6).length > 4; // A B C D …
  phrases.forEach((phrase, i) => {
    let text = bareText(phrase.text);
    const labelled = text.match(/^(.{2,20}?)\s*[::]\s*(\S+)$/);
    let label = null;
    if (labelled && (meaning(labelled[1]).set.has('user') || meaning(labelled[1]).set.has('account') || meaning(labelled[1]).set.has('address'))) [, label, text] = labelled;
    const shownName = text.match(/^(.*?)\s*[<(]\s*([^\s<>()]+@[^\s<>()]+)\s*[>)]$/);
    let full = '';
    if (shownName) [, full, text] = shownName;
    const badge = text.match(/^(\S+)\s+(\D+)$/);
    if (badge && /^\(?(\S+)$/.test(badge[2]) && meaning(badge[2]).foreign === 0 && meaning(badge[2]).ideas.some((d) => /administrator|disabled|status|new/.test(d.idea))) text = badge[1];
    const next = phrases[i + 1];
    const continued = next && /^@[\w.-]+$/.test(bareText(next.text)) && Math.abs(next.box.y - phrase.box.y) < 6 && next.box.x - right(phrase.box) < 8;
    const whole = continued ? text + bareText(next.text) : text.replace(/\s*@\s*/, '@');
    if (ACCOUNT.test(whole) && !isTitle(phrase, phrases) && !turnsPages(whole) && !(whole.length === 1 && indexed(phrase))) entries.push({ phrase, text: whole, label, full, row: rowBox(phrase) });
  });
  return entries;
}

const turnsPages = (text) => { const said = meaning(text); return said.foreign === 0 && ['previous', 'next', 'last', 'more', 'logout', 'properties', 'cancel'].some((idea) => said.set.has(idea)); };

// Username is a column's title where the texts beside it are titles too; somewhere below it may be an account.
function isTitle(phrase, phrases) {
  if (phrase.el.closest('th[scope=col], thead, [role=columnheader]')) return true;
  const said = meaning(phrase.text);
  if (said.foreign > 0 || !['user', 'account', 'address', 'id', ...NOT_ACCOUNTS].some((idea) => said.set.has(idea))) return false;
  if (phrase.el.closest('th')) return true;
  return phrases.some((p) => p !== phrase && Math.abs(middle(p.box).y - middle(phrase.box).y) < 8 && meaning(p.text).foreign === 0 &&
    ['user', 'account', 'address', ...NOT_ACCOUNTS].some((idea) => meaning(p.text).set.has(idea)));
}

function rowBox(phrase) {
  const row = phrase.el.closest('tr, [role=row]');
  const cell = phrase.el.closest('td, th, dt, [role=gridcell], [role=cell], li') || phrase.block;
  const box = boxOf((row || cell || phrase.el).getBoundingClientRect());
  return box.h > 120 && !row ? phrase.box : { ...box, y: Math.min(box.y, phrase.box.y), h: Math.max(box.h, phrase.box.h) };
}

const trail = (el) => {
  const tags = [];
  for (let a = el; a && a !== document.body && tags.length < 5; a = above(a)) tags.push((a.tagName === 'TH' ? 'TD' : a.tagName) + (tags.length < 1 ? `.${attribute(a, 'class').split(' ')[0]}` : ''));
  return tags.join('<');
};

const cellOf = (phrase) => boxOf((phrase.el.closest('td, th, dt, dd, [role=gridcell], [role=cell]') || phrase.block || phrase.el).getBoundingClientRect());

// The title of a column: the nearest text above its first cell, or the label beside each of its cells.
function titleOf(column, phrases) {
  const first = column.reduce((a, b) => (a.phrase.box.y <= b.phrase.box.y ? a : b)).phrase, cell = cellOf(first);
  const span = cell.w > 700 ? first.box : { ...cell, x: Math.min(cell.x, first.box.x), w: Math.max(cell.w, first.box.w) };
  const upper = phrases.filter((p) => bottom(p.box) <= first.box.y + 3 && first.box.y - bottom(p.box) < 90 && !MARKS.test(p.text) &&
    Math.min(right(p.box), right(span)) - Math.max(p.box.x, span.x) > Math.min(4, p.box.w / 2) && fold(p.text).length > 1);
  upper.sort((a, b) => bottom(b.box) - bottom(a.box) || Math.abs(a.box.x - first.box.x) - Math.abs(b.box.x - first.box.x));
  const level = upper.filter((p) => upper[0].box.y - p.box.y < 30);
  const telling = level.find((p) => meaning(p.text).ideas.length && meaning(p.text).foreign <= meaning(p.text).known);
  if (telling) return telling;
  return phrases.find((p) => Math.abs(middle(p.box).y - middle(first.box).y) < 8 && right(p.box) <= first.box.x + 4 && first.box.x - right(p.box) < 160 &&
    ['user', 'account', 'address'].some((idea) => meaning(p.text).set.has(idea))) || null;
}

function weigh(column, phrases) {
  const title = column[0].label ? { text: column[0].label } : titleOf(column, phrases);
  const set = title ? meaning(title.text).set : new Set();
  let score = Math.log2(column.length + 1) * 0.5;
  const spoken = title && meaning(title.text).foreign <= meaning(title.text).known;
  if (spoken && NOT_ACCOUNTS.some((idea) => set.has(idea)) ) score -= 5;
  else if (spoken && (set.has('manage') || set.has('search'))) score += 0.8;
  else if (spoken && (set.has('user') || set.has('account'))) score += 3;
  else if (spoken && (set.has('address') || set.has('id'))) score += 2.7;
  const distinct = new Set(column.map((e) => e.text.toLowerCase())).size;
  if (distinct < column.length) score -= 4 * (1 - distinct / column.length) + 1;
  if (column.every((e) => /^\d+$/.test(e.text))) score -= 3;
  score += column.filter((e) => e.phrase.press && above(e.phrase.el) !== document.body).length / column.length;
  score += column.every((e) => e.text.includes('@')) ? 1.2 : 0;
  const inRows = column.slice(0, 40).filter((e) => phrases.some((p) => p !== e.phrase && middle(p.box).y > e.row.y && middle(p.box).y < bottom(e.row) && Math.abs(p.box.x - e.phrase.box.x) > 20 && !ACCOUNT.test(bareText(p.text)))).length;
  score += inRows / Math.min(40, column.length);
  return { column, title, score };
}

function columnsOf(entries) {
  const columns = [];
  for (const entry of entries) {
    const key = trail(entry.phrase.el);
    const home = columns.find((c) => c.key === key && (Math.abs(c.x - entry.phrase.box.x) <= 4 || Math.abs(c.center - middle(entry.phrase.box).x) <= 2 || Math.abs(c.end - right(entry.phrase.box)) <= 2));
    if (home) home.list.push(entry);
    else columns.push({ key, x: entry.phrase.box.x, center: middle(entry.phrase.box).x, end: right(entry.phrase.box), list: [entry] });
  }
  return columns;
}

function readAccounts(phrases, fields) {
  const entries = readEntries(phrases);
  const weighed = columnsOf(entries).map((c) => ({ ...weigh(c.list, phrases), key: c.key })).sort((a, b) => b.score - a.score);
  const best = weighed[0];
  if (!best || best.score < 2.6) return [];
  const same = (title) => (title && best.title ? fold(title.text) === fold(best.title.text) : !title && !best.title);
  const chosen = weighed.filter((c) => c === best || (c.key === best.key && c.score > 1.5 && same(c.title))).flatMap((c) => c.column);
  chosen.sort((a, b) => (a.phrase.el.compareDocumentPosition(b.phrase.el) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const titles = best.title && best.title.box ? phrases.filter((p) => Math.abs(middle(p.box).y - middle(best.title.box).y) < 16 && !MARKS.test(p.text)) : [];
  const taken = new Set(chosen.map((e) => e.phrase)), near = byHeight(phrases.filter((p) => !taken.has(p))), toggles = byHeight(fields.filter((f) => f.kind === 'toggle'));
  return chosen.map((entry) => ({ ...entry, ...rowSays(entry, titles, near(entry.row), toggles(entry.row)) }));
}

const YES = /^(yes|true|on|はい|有|○|●|✓|✔|✗|×|x|1)$/i;

// What stands at about the height of a box, without asking everything on the page.
function byHeight(things) {
  const slice = (y) => Math.floor(y / 60), slices = new Map();
  for (const thing of things) {
    const key = slice(middle(thing.box).y);
    slices.set(key, [...(slices.get(key) || []), thing]);
  }
  return (box) => {
    const found = [];
    for (let key = slice(box.y) - 1; key <= slice(bottom(box)) + 1; key += 1) found.push(...(slices.get(key) || []));
    return found;
  };
}

function rowSays(entry, titles, phrases, toggles) {
  const level = (box) => middle(box).y > entry.row.y - 1 && middle(box).y < bottom(entry.row) + 1;
  const over = (box) => titles.filter((t) => t.box.x <= right(box) + 4).map((t) => ({ t, d: Math.min(Math.abs(t.box.x - box.x), Math.abs(middle(t.box).x - middle(box).x)) }))
    .sort((a, b) => a.d - b.d).filter((o) => o.d < 140).map((o) => o.t)[0];
  const mates = phrases.filter((p) => level(p.box));
  const under = (idea) => mates.filter((p) => over(p.box) && meaning(over(p.box).text).set.has(idea));
  const ticked = (idea) => toggles.some((f) => f.el.checked && level(f.box) && over(f.box) && meaning(over(f.box).text).set.has(idea));
  const flag = (idea) => ticked(idea) || under(idea).some((p) => YES.test(bareText(p.text)) || (meaning(p.text).set.has(idea) && !meaning(p.text).set.has('no')));
  return {
    full_name: entry.full || under('fullname').map((p) => p.text).join(' '),
    disabled: flag('disabled') || under('status').some((p) => meaning(p.text).set.has('disabled')),
    administrator: flag('administrator'),
  };
}

const sameAccount = (shownText, address) => {
  const [a, b] = [shownText.toLowerCase(), address.toLowerCase()];
  return a === b || (!a.includes('@') && a === b.split('@')[0]) || (!b.includes('@') && a.split('@')[0] === b);
};

// What a person presses to open exactly this account.
function chooseAccount(address, rows, presses) {
  return rows.filter((row) => sameAccount(row.text, address)).map((row) => {
    const own = row.phrase.press;
    const target = own && area(boxOf(own.getBoundingClientRect())) <= 4 * area(row.phrase.box) ? own : row.phrase.el;
    const opener = own ? null : presses.find((p) => p.usable && middle(p.box).y > row.row.y && middle(p.box).y < bottom(row.row) && meaning(p.caption).set.has('properties'));
    const el = opener ? opener.el : target;
    return { press: { el, box: boxOf(el.getBoundingClientRect()), caption: row.text }, by: 'text', text: row.text, score: 1 };
  });
}
