// Which menu entry or link: by its words and its place. Rows of messages and folders repeat any word.

function levelTexts(row) {
  const texts = phrasesIn(row).filter((p) => /[\p{L}\p{N}]/u.test(p.text));
  return texts.filter((p) => abreast(p.box, texts[0].box)).length;
}

const shape = once((el) => {
  const { w, h } = rectOf(el);
  return `${el.tagName} ${el.children.length} ${Math.round(w / 3)} ${Math.round(1.5 * Math.log2(h + 1))}`;
});

let rowShapes = new WeakMap();

// How many children of an element have this one's shape, and how many of those hold several texts in a line.
function alike(row) {
  const parent = above(row);
  if (!rowShapes.has(parent)) {
    const shapes = new Map();
    for (const child of parent.children) {
      const known = shapes.get(shape(child)) || { all: 0, full: 0 };
      shapes.set(shape(child), { all: known.all + 1, full: known.full + (levelTexts(child) >= 3 ? 1 : 0) });
    }
    rowShapes.set(parent, shapes);
  }
  return rowShapes.get(parent).get(shape(row)) || { all: 0, full: 0 };
}

// A row of a list of messages, users, files: many alike, each with several texts.
const inDataRow = once((el) => el !== document.body && !!above(el) && (isDataRow(el) || inDataRow(above(el))));

// 前へ 1 2 3 >: pages and nothing else.
function turnsOnly(row) {
  const turns = ({ text }) => /^[<>«»‹›]+$/.test(fold(text)) || ['next', 'previous'].some((idea) => meaning(text).set.has(idea));
  const texts = phrasesIn(row);
  return texts.some(turns) && texts.every((p) => !meaning(p.text).foreign && (turns(p) || figure(p.text) !== null));
}

function isDataRow(row) {
  if (!row.matches('tr, li, div, table, [role=row], dd, section, article') || turnsOnly(row)) return false;
  if (row.matches('tr') && row.cells.length >= 3 && !row.querySelector('th') && row.closest('table').querySelector('th'))
    return true;
  const { all, full } = alike(row);
  return full >= Math.max(row.matches('tr, li, [role=row]') ? 3 : 4, all / 2) && levelTexts(row) >= 3;
}

// Folders and subjects repeat any word: an entry that stands in one column with the inbox and its like is a folder.
// One such word alone is the title of a pane. A link among folders that are
// none or to a new window is no folder, nor is what opens a menu, nor what stands under another title than they do, nor
// the head of a list among the heads of theirs.
function amongFolders(press, phrases) {
  const link = press.el.matches('a[href]');
  if ((link && press.el.target === '_blank') || press.el.matches('button[aria-expanded], [aria-haspopup]')) return false;
  const titles = phrases.filter(
    (p) => titleLike(p) && !meaning(p.text).set.has('folder') && Math.abs(p.box.x - press.box.x) < 60 && p.box.y < press.box.y,
  );
  const title = Math.max(-Infinity, ...titles.map((p) => p.box.y));
  const home = press.el.closest('ul, ol');
  const column = phrases.filter(
    (p) =>
      p.box.y > title &&
      p.el !== press.el &&
      (p.press || !link) &&
      meaning(p.text).set.has('folder') &&
      meaning(p.text).foreign === 0 &&
      !(home && p.el.closest('ul, ol') !== home && home.contains(p.el)) &&
      Math.abs(p.box.x - press.box.x) < 40 &&
      abreast(p.box, press.box, 400) &&
      Math.abs(middle(p.box).y - middle(press.box).y) > 6,
  );
  return new Set(column.map((p) => p.text)).size >= 2;
}

function chooseEntry(presses, part, phrases) {
  const list = presses
    .filter((p) => p.usable && !p.faded)
    .map((press) => ({ press, ...said(press, part) }))
    .filter(
      (o) => o.score >= 0.74 && !inDataRow(o.press.el) && !(part.place !== 'menu' && amongFolders(o.press, phrases)),
    )
    .map((o) => ({ ...o, total: o.score + placeBonus(o.press, part, presses) }));
  return pickOne(sameTarget(withoutNested(list.length ? list : silentEntries(part, phrases))), 0.12);
}

// The last resort: a menu whose entries show no sign that they can be pressed, only that they are a menu.
function silentEntries(part, phrases) {
  return phrases
    .filter((p) => !p.press && !p.image && names(p.text, part.recipes, part.words) >= 0.95)
    .map((phrase) => {
      const el = phrase.el;
      if (el.closest('th, thead, dl, h1, h2, h3, h4, label, legend')) return null;
      const { item, mates } = itemOf(phrase);
      if (
        mates.length < (titleLike(phrase) ? 3 : 2) ||
        greyed(phrase, mates) ||
        covered(el, phrase.box) ||
        inDataRow(el) ||
        amongFolders({ el, box: phrase.box }, phrases)
      )
        return null;
      return {
        press: { el: item, box: rectOf(item), caption: phrase.text },
        by: 'text',
        text: phrase.text,
        score: 0.8,
        total: 0.8,
      };
    })
    .filter(Boolean);
}

// The entry around these words, and the entries of the same make beside it. The keys that press it, a mark
// before it, and the menu that has dropped down from it, are not its words.
function itemOf(phrase) {
  let item = phrase.el;
  for (let a = item, depth = 0; above(a) && depth < 4; a = above(a), depth += 1) {
    if (ownPhrases(a).some((p) => p !== phrase)) break;
    item = a;
    const mates = [...above(a).children].filter((c) => {
      const words = ownPhrases(c)
        .map((p) => p.text)
        .join(' ');
      return c !== a && c.tagName === a.tagName && words && words.length <= 24;
    });
    if (mates.length >= 2 && a.matches('li, td, tr, div, span, p, nav *')) return { item: a, mates };
  }
  return { item, mates: [] };
}

const KEYS = /^((ctrl|alt|shift|cmd|command|option|[⌘⌥⇧⌃]) ?[+-]? ?)*([a-z]|f\d{1,2}|del|delete|ins|insert|enter|esc|space|tab|home|end)$/;

const ownPhrases = (el) =>
  phrasesIn(el).filter((p) => {
    if (KEYS.test(fold(p.text)) || !/[\p{L}\p{N}]/u.test(p.text)) return false;
    for (let a = p.el; a !== el; a = above(a)) if (/absolute|fixed/.test(styleOf(a).position)) return false;
    return true;
  });

// Much paler than the entries beside it: nobody would press it.
function greyed(phrase, mates) {
  const ground = light(groundOf(phrase.el) || 'rgb(255, 255, 255)');
  const contrast = (p) => Math.abs(light(p.color) - ground);
  const others = mates.flatMap((mate) => ownPhrases(mate).slice(0, 1)).map(contrast);
  others.sort((a, b) => a - b);
  return others.length > 0 && contrast(phrase) < 0.5 * others[others.length >> 1];
}

function light(color) {
  const [r, g, b] = channels(color);
  return (0.3 * r + 0.59 * g + 0.11 * b) / 255;
}

function placeBonus(press, part, presses) {
  const m = middle(press.box);
  const level = presses.filter((p) => p !== press && Math.abs(middle(p.box).y - m.y) < 6).length;
  const column = presses.filter(
    (p) => p !== press && Math.abs(p.box.x - press.box.x) < 6 && Math.abs(middle(p.box).y - m.y) < 200,
  ).length;
  if (part.place === 'bar')
    return (level >= 2 ? 0.15 : 0) + (m.y < 160 ? 0.1 : 0) - (column > level && m.y > 160 ? 0.2 : 0);
  if (part.place === 'side')
    return ((m.x < 0.3 * innerWidth || inSideFrame()) && column >= 2 ? 0.2 : 0) + (level >= 2 || column >= 2 ? 0.1 : 0);
  if (part.place === 'menu') return (column >= 2 ? 0.15 : 0) + (floats(press.el) ? 0.15 : 0);
  return 0;
}

// A frame that is the side of the window itself.
const inSideFrame = () => window.parent !== window && innerWidth < 400;

const floats = (el) =>
  [el, ...ancestors(el)].some((a) => /absolute|fixed/.test(styleOf(a).position) && Number(styleOf(a).zIndex) > 0);

// Two links of the same words that lead to the same address are one.
function sameTarget(list) {
  const kept = [];
  for (const o of list) {
    const href = o.press.el.getAttribute && o.press.el.getAttribute('href');
    const twin =
      href && !/^(#|javascript:(void|;|$))/.test(href) && kept.find((k) => k.press.el.getAttribute('href') === href);
    if (!twin) kept.push(o);
    else if (o.total > twin.total) kept.splice(kept.indexOf(twin), 1, o);
  }
  return kept;
}
