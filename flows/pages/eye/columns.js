// Which column of the repeated texts holds the accounts.

const trail = (el) => {
  const tags = [];
  for (let a = el; a && a !== document.body && tags.length < 5; a = above(a))
    tags.push(
      (a.tagName === 'TH' ? 'TD' : a.tagName) + (tags.length < 1 ? `.${attribute(a, 'class').split(' ')[0]}` : ''),
    );
  return tags.join('<');
};

const cellOf = (phrase) =>
  rectOf(phrase.el.closest('td, th, dt, dd, [role=gridcell], [role=cell]') || phrase.block || phrase.el);

// The title of a column: the nearest text above its first cell, or the label beside each of its cells.
function titleOf(column, phrases) {
  const top = (entries) => entries.reduce((a, b) => (a.phrase.box.y <= b.phrase.box.y ? a : b)).phrase;
  const inView = column.filter((e) => (inSight(e.phrase.el, e.phrase.box) || { h: 0 }).h > 0.9 * e.phrase.box.h); // a pane that was scrolled keeps its titles
  return titleAbove(top(column), phrases) || (inView.length ? titleAbove(top(inView), phrases) : null);
}

function titleAbove(first, phrases) {
  const cell = cellOf(first);
  const span =
    cell.w > 700 ? first.box : { ...cell, x: Math.min(cell.x, first.box.x), w: Math.max(cell.w, first.box.w) };
  const upper = phrases.filter(
    (p) =>
      bottom(p.box) <= first.box.y + 3 &&
      first.box.y - bottom(p.box) < 90 &&
      !MARKS.test(p.text) &&
      !/[。]|です|ます/.test(p.text) &&
      Math.min(right(p.box), right(span)) - Math.max(p.box.x, span.x) > Math.min(4, p.box.w / 2) &&
      fold(p.text).length > 1,
  );
  upper.sort(
    (a, b) => bottom(b.box) - bottom(a.box) || Math.abs(a.box.x - first.box.x) - Math.abs(b.box.x - first.box.x),
  );
  const level = upper.filter((p) => upper[0].box.y - p.box.y < 30);
  const telling = level.find((p) => meaning(p.text).ideas.length && meaning(p.text).foreign <= meaning(p.text).known);
  if (telling) return telling;
  return (
    phrases.find(
      (p) =>
        abreast(p.box, first.box, 8) &&
        right(p.box) <= first.box.x + 4 &&
        first.box.x - right(p.box) < 160 &&
        ['user', 'account', 'address'].some((idea) => meaning(p.text).set.has(idea)),
    ) || null
  );
}

function weigh(column, phrases) {
  const title = column[0].label ? { text: column[0].label } : titleOf(column, phrases);
  const set = title ? meaning(title.text).set : new Set();
  let score = Math.log2(column.length + 1) * 0.5;
  const own = !title || !title.box || title.box.w < 300 || title.box.w < 4 * column[0].phrase.box.w;
  const spoken = title && own && meaning(title.text).foreign <= meaning(title.text).known;
  const plainly = spoken && 3 * meaning(title.text).foreign <= meaning(title.text).known;
  if (plainly && NOT_ACCOUNTS.some((idea) => set.has(idea))) score -= 5;
  else if (spoken && (set.has('manage') || set.has('search'))) score += 0.8;
  else if (spoken && (set.has('user') || set.has('account'))) score += 3;
  else if (spoken && (set.has('address') || set.has('id'))) score += 2.7;
  const distinct = new Set(column.map((e) => e.text.toLowerCase())).size;
  if (distinct < column.length) score -= 4 * (1 - distinct / column.length) + 1;
  if (column.length === 1 && !title && !column[0].phrase.press) score -= 0.7;
  if (column.every((e) => /^\d+$/.test(e.text))) score -= 3;
  if (column.every((e) => meaning(e.text).set.has('handle') && !meaning(e.text).foreign)) score -= 4; // a tool bar
  if (column.every((e) => /^[A-Z]$/.test(e.text))) score -= 3; // initials on round pictures
  score += column.filter((e) => e.phrase.press && above(e.phrase.el) !== document.body).length / column.length;
  score += column.every((e) => e.text.includes('@')) ? 1.2 : 0;
  const inRows = column
    .slice(0, 40)
    .filter((e) =>
      phrases.some(
        (p) =>
          p !== e.phrase &&
          middle(p.box).y > e.row.y &&
          middle(p.box).y < bottom(e.row) &&
          Math.abs(p.box.x - e.phrase.box.x) > 20 &&
          !ACCOUNT.test(bareText(p.text)),
      ),
    ).length;
  score += inRows / Math.min(40, column.length);
  return { column, title, score };
}

const sameTitle = (a, b) => (a && b ? fold(a.text) === fold(b.text) : !a && !b);

// Username over one and No. over the other: columns of a grid.
function apartByTitle(one, other, phrases) {
  const [a, b] = [titleAbove(one[0].phrase, phrases), titleAbove(other[0].phrase, phrases)];
  return !!a && !!b && !sameTitle(a, b) && Math.abs(a.box.y - b.box.y) < 4;
}

// エイリアス, グループ: what follows is another kind of thing, in a branch or under a heading of its own.
function parted(last, entry, others) {
  const [a, b] = [last.phrase, entry.phrase];
  return others.some(
    (p) =>
      p.box.y >= bottom(a.box) - 2 &&
      bottom(p.box) <= b.box.y + 2 &&
      (titled(p.el) || !enclosure(p.el, b.el).contains(a.el)),
  );
}

const ofOthers = ({ text }) =>
  meaning(text).foreign === 0 && ['alias', 'forward', 'department'].some((idea) => meaning(text).set.has(idea));

function columnsOf(entries, phrases) {
  const columns = [],
    others = phrases.filter(ofOthers);
  for (const entry of entries.filter((e) => !e.doubt)) {
    const key = trail(entry.phrase.el);
    const home = columns.find(
      (c) =>
        c.key === key &&
        flush(c.list[0].phrase.box, entry.phrase.box) &&
        !parted(c.list[c.list.length - 1], entry, others),
    );
    if (home) home.list.push(entry);
    else columns.push({ key, list: [entry] });
  }
  const whole = gathered(columns, entries.filter((e) => e.doubt), phrases);
  return whole.reduce((kept, column) => {
    const beside = kept.find(
      (c) =>
        c.key === column.key &&
        (tiled(c.list, column.list) || abreastInRows(c.list, column.list)) &&
        !apartByTitle(c.list, column.list, phrases),
    );
    if (beside) beside.list.push(...column.list);
    else kept.push(column);
    return kept;
  }, []);
}

// The longest columns first: each takes in what else stands in its rows.
function gathered(columns, doubtful, phrases) {
  const open = [...columns].sort((a, b) => b.list.length - a.list.length);
  for (const column of open) {
    if (!column.list.length) continue;
    const others = open.filter((c) => c !== column);
    const takenIn = new Set(adopted(column.list, [...others.flatMap((c) => c.list), ...doubtful], phrases));
    if (!takenIn.size) continue;
    for (const other of others) other.list = other.list.filter((e) => !takenIn.has(e));
    doubtful = doubtful.filter((e) => !takenIn.has(e));
    column.list = inOrder([...column.list, ...takenIn]);
  }
  return columns.filter((c) => c.list.length);
}

const inOrder = (list) =>
  list.sort((a, b) => (a.phrase.el.compareDocumentPosition(b.phrase.el) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));

// Cards side by side: the first of each column at one height, each with a box of its own. Cells of a grid whose
// first columns stand still are no cards.
const tiled = ([{ phrase: a, row: rowA }], [{ phrase: b, row: rowB }]) =>
  !a.el.closest('tr, [role=row]') &&
  Math.abs(a.box.y - b.box.y) < 4 && (right(rowA) <= rowB.x || right(rowB) <= rowA.x);

// Accounts three to a row: nothing stands in the rows but links that could be accounts.
const crowded = ({ phrase }) => {
  const row = phrase.el.closest('tr, [role=row]');
  const words = row ? phrasesIn(row) : [];
  return words.length >= 2 && words.every((p) => p.press && ACCOUNT.test(bareText(p.text)));
};
const abreastInRows = (one, other) => one.length >= 3 && [...one, ...other].every(crowded);

function readAccounts(phrases, fields) {
  const entries = readEntries(phrases);
  const weighed = columnsOf(entries, phrases)
    .map((c) => ({ ...weigh(c.list, phrases), key: c.key }))
    .sort((a, b) => b.score - a.score);
  const best = weighed[0];
  if (!best || best.score < 2.6) return [];
  const chosen = weighed
    .filter((c) => c === best || (c.key === best.key && c.score > 1.5 && sameTitle(c.title, best.title)))
    .flatMap((c) => c.column);
  const drawnInPlace = chosen.some((e) => {
    const row = e.phrase.el.closest('tr, li, [role=row], div');
    return row && [row, above(row)].some((a) => a && styleOf(a).position === 'absolute');
  });
  if (drawnInPlace) chosen.sort((a, b) => a.phrase.box.y - b.phrase.box.y || a.phrase.box.x - b.phrase.box.x);
  else inOrder(chosen);
  const titles =
    best.title && best.title.box
      ? phrases.filter((p) => abreast(p.box, best.title.box, 16) && !MARKS.test(p.text))
      : [];
  const taken = new Set(chosen.map((e) => e.phrase)),
    near = byHeight(phrases.filter((p) => !taken.has(p))),
    toggles = byHeight(fields.filter((f) => f.kind === 'toggle'));
  return chosen.map((entry) => ({ ...entry, ...rowSays(entry, titles, near(entry.row), toggles(entry.row)) }));
}
