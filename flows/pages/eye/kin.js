// Rows of one make: which texts belong to a column though they are painted otherwise, and which rows it leaves out.

const ROWS = 'tr, [role=row], li';

// What the rows of a column stand in. One text alone, in no row that the markup calls so, needs the other to tell.
function listOf(column, other = column[column.length - 1]) {
  const first = column[0].phrase.el,
    row = first.closest(ROWS),
    last = row || column.length > 1 ? column[column.length - 1] : other;
  const common = enclosure(row ? above(row) : above(first) || first, last.phrase.el);
  return common.closest('tbody, thead, table') === common ? common.closest('table') : common;
}

// A cell may hold a table of its own, and a group of a list is a list.
function rowIn(list, el) {
  const marked = [];
  for (let a = el; a && a !== list; a = above(a)) if (a.matches(ROWS)) marked.push(a);
  return marked[list.matches('table') ? marked.length - 1 : 0] || branchUnder(list, el);
}

const cellIn = (row, el) => (row.cells ? [...row.cells].findIndex((cell) => cell.contains(el)) : -1);

function ofOneMake(a, b) {
  const [h, k] = [rectOf(a).h, rectOf(b).h];
  const cells = (row) => (row.cells ? row.cells.length : [...row.children].filter((c) => !inLine(styleOf(c).display)).length);
  const built = a.matches('li') || cells(a) === cells(b);
  return a.tagName === b.tagName && built && Math.max(h, k) < 2.2 * Math.min(h, k);
}

const flush = (a, b) =>
  Math.abs(a.x - b.x) <= 4 || Math.abs(middle(a).x - middle(b).x) <= 2 || Math.abs(right(a) - right(b)) <= 2;

// A column with the rows that it stands in, to ask of other things whether they stand in it.
function setOut(column, other) {
  const list = listOf(column, other),
    { phrase } = column[0],
    row = rowIn(list, phrase.el),
    cell = cellIn(row, phrase.el);
  const rows = new Set(column.map((e) => rowIn(list, e.phrase.el)));
  const boxes = [...rows].map(rectOf);
  return {
    rows,
    holds: (el) => list !== el && list.contains(el),
    like: (el) => list !== el && list.contains(el) && ofOneMake(rowIn(list, el), row),
    row: (el) => rowIn(list, el),
    level: byHeight(boxes.map((box) => ({ box }))),
    dress: Math.min(...[...rows].map((r) => phrasesIn(r).length)),
    top: Math.min(...boxes.map((b) => b.y)),
    end: Math.max(...boxes.map(bottom)),
    inPlace: (p, at) => (cell < 0 ? flush(p.box, phrase.box) : cellIn(at, p.el) === cell),
  };
}

// Of other texts, those in rows of the column's make that have none of the column: an account that is locked, or bold,
// or has no link, every other row in another colour.
function adopted(column, others, phrases) {
  const { phrase, text } = column[0];
  const near = others.filter(
    (e) =>
      Math.abs(middle(e.phrase.box).x - middle(phrase.box).x) < 200 &&
      Math.abs(e.phrase.size - phrase.size) < 0.6 &&
      e.text.includes('@') === text.includes('@'),
  );
  if (!near.length) return [];
  const set = setOut(column, near.find((e) => flush(e.phrase.box, phrase.box)));
  const free = near.filter((e) => {
    if (!set.like(e.phrase.el)) return false;
    const row = set.row(e.phrase.el),
      y = middle(e.phrase.box).y;
    if (!set.inPlace(e.phrase, row) || set.rows.has(row)) return false;
    if (set.level(e.phrase.box).some(({ box }) => box.y < y && y < bottom(box))) return false;
    return !e.doubt || dispelled(e, set, phrases);
  });
  const alone = free.filter((e) => !free.some((f) => f !== e && set.row(f.phrase.el) === set.row(e.phrase.el)));
  const pressed = column.filter((e) => e.phrase.press).length > column.length / 2;
  return alone.every((e) => !!e.phrase.press !== pressed) && inTurn(column, alone) ? [] : alone;
}

// A word of the vocabulary in a row is an account where a title stands over it, and the row is no bar of commands.
function dispelled({ phrase, doubt }, set, phrases) {
  const y = middle(phrase.box).y,
    mates = phrases.filter((p) => p !== phrase && abreast(p.box, phrase.box, 8));
  const within = (y > set.top && y < set.end) || mates.some((p) => doubt === 'title' || meaning(p.text).foreign > 0);
  if (doubt !== 'title' || !within) return within;
  return phrases.some(
    (p) =>
      bottom(p.box) < y && set.holds(p.el) && set.inPlace(p, set.row(p.el)) && (set.like(p.el) || isTitle(p, phrases)),
  );
}

// Second lines, one to every record, and no accounts that are painted otherwise.
function inTurn(column, others) {
  const all = [...column.map((e) => [e.phrase.box.y, 1]), ...others.map((e) => [e.phrase.box.y, 0])];
  const runs = all
    .sort((a, b) => a[0] - b[0])
    .map(([, own]) => own)
    .join('')
    .split('1')
    .slice(1);
  return column.length > 2 && runs[0].length > 0 && runs.slice(0, -1).every((run) => run.length === runs[0].length);
}

// Rows among those of the accounts that say something where the account should stand, and it is none.
function leftOut(column) {
  if (column.length < 2 || isOption(column[0])) return [];
  const set = setOut(column);
  const mates = [...new Set([...set.rows].map(above))].flatMap((parent) => [...parent.children]);
  const bare = mates
    .filter((row) => !set.rows.has(row) && phrasesIn(row).length >= set.dress && !row.querySelector('th'))
    .map((row) => ({ row, phrase: phrasesIn(row).find((p) => set.inPlace(p, row)) }))
    .filter(({ row, phrase }) => phrase && /[\p{L}\p{N}]/u.test(phrase.text) && set.like(phrase.el) && set.row(phrase.el) === row)
    .filter(({ phrase: { box } }) => box.y > set.top && box.y < set.end)
    .filter(({ phrase }) => !set.level(phrase.box).some(({ box }) => box.y < middle(phrase.box).y && middle(phrase.box).y < bottom(box)))
    .filter(({ row }) => phrasesIn(row).some((p) => meaning(p.text).foreign > 0));
  const second = inTurn(column, bare) && !bare.every(({ phrase }) => ACCOUNT.test(bareText(phrase.text)));
  return second ? [] : bare.map(({ phrase }) => phrase.text);
}
