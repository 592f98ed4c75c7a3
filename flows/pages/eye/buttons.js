// Which button: by its words and by the fields it belongs to.

// How much of a caption must be the part's own words: a subject or a folder says more than the menu entry.
const LEAST = { entry: 0.9, pager: 0.88, button: 0.74 };

function said(press, part) {
  let best = { score: 0, by: '' };
  for (const [by, text] of press.says) {
    const score =
      names(text, part.recipes, part.words, LEAST[part.kind] || 0.74) * (by === 'title' || by === 'aria' ? 0.97 : 1);
    if (score > best.score) best = { score, by, text };
  }
  return best;
}

const typed = (fields) => fields.filter((f) => f.kind === 'text' || f.kind === 'secret' || f.kind === 'area');

function enclosure(a, b) {
  for (const e of [a, ...ancestors(a)]) if (e.contains(b)) return e;
  return document.body;
}

// The piece of an enclosure in which `el` stands.
const branchUnder = (common, el) => [el, ...ancestors(el)].find((a) => !above(a) || above(a) === common);

const depthOf = (el) => [...ancestors(el)].length;

// How well a button stands to the fields it should send.
function belonging(press, anchors, fields) {
  if (!anchors.length) return 0;
  const last = anchors[anchors.length - 1];
  let score = 0;
  const form = press.el.form || press.el.closest('form'),
    theirs = last.el.form || last.el.closest('form');
  if (form && theirs && form !== theirs) score -= 0.6;
  const common = enclosure(press.el, last.el),
    branch = branchUnder(common, press.el);
  const others = typed(fields).filter((f) => !anchors.some((a) => a.el === f.el));
  if (branch !== press.el && others.some((f) => branch.contains(f.el))) score -= 0.5;
  const below = press.box.y >= last.box.y - 4;
  const between = others.filter((f) =>
    below ? f.box.y >= bottom(last.box) - 4 && bottom(f.box) <= press.box.y + 4 : false,
  );
  if (between.length) score -= 0.25;
  const all = around(anchors.map((f) => f.box)),
    down = Math.max(0, press.box.y - bottom(all), all.y - bottom(press.box));
  const sideways = Math.max(0, press.box.x - right(all), all.x - right(press.box));
  score += (below ? 0.35 : 0.2) / (1 + (down + sideways) / 120);
  return score + Math.min(0.3, 0.015 * depthOf(common));
}

// Some wait, greyed, until something has been typed: such a one is the button where no other comes near it.
// A press goes through it to what it stands in.
const waits = ({ el, box }) => el.matches('button, input, [role=button]') && disabled(el) && !covered(above(el), box);

function chooseButton(presses, part, anchors, fields, phrases) {
  const pick = (candidates) => {
    const list = candidates
      .filter((p) => (p.usable || (anchors.length && waits(p))) && !standsFor(p.el))
      .map((press) => {
        const words = said(press, part);
        const over = anchors.length && bottom(press.box) < anchors[0].box.y; // in a tool bar
        const unlikely = !press.usable ? (over ? 0.45 : 0.3) : press.faded || folds(press) ? 0.4 : 0;
        return { press, ...words, total: words.score + belonging(press, anchors, fields) - unlikely };
      })
      .filter((o) => o.score >= SURE * 0.6);
    return pickOne(withoutNested(list), 0.12);
  };
  const picked = pick(presses);
  if (picked.length) return picked;
  const lone = part.lone ? loneButton(presses, anchors) : [];
  return lone.length ? lone : pick(painted(phrases));
}

// The last resort: what is painted as a button, and shows no other sign that it can be pressed.
function painted(phrases) {
  return phrases
    .filter((phrase) => !phrase.press && phrase.block && looksPressable(phrase.block))
    .map((phrase) => captioned({ el: phrase.block, box: rectOf(phrase.block), phrases: [phrase] }));
}

function looksPressable(block) {
  const { w, h } = rectOf(block);
  const { backgroundColor, backgroundImage, borderRadius } = styleOf(block);
  const plate = !clear(backgroundColor) || backgroundImage !== 'none';
  return plate && parseFloat(borderRadius) > 0 && w < 260 && h >= 20 && h < 64 && phrasesIn(block).length === 1;
}

// The title of a section that opens and shuts under it: ▾ パスワード変更.
const folds = (press) => /^[▾▸▼▶▽▷▲△]/.test(press.caption.trim());

// A section or a tab that is shut. A link to another page is none.
const isShut = (press) =>
  (folds(press) || !!press.el.closest('[aria-expanded=false], [role=tab], details:not([open]) > summary')) && !standsFor(press.el);

// The tab of the page one is on already is no button.
const standsFor = (el) => !!el.closest('[aria-current]:not([aria-current=false]), [aria-selected=true]');

const SENDS = 'input[type=submit], input[type=image], input[type=button], button:not([type=reset]), [role=button]';

// A sign-in form has one button, whatever is written on it.
function loneButton(presses, anchors) {
  if (anchors.length < 2 || anchors.some((a) => a.el.form !== anchors[0].el.form)) return [];
  const home = anchors[0].el.form || enclosure(anchors[0].el, anchors[1].el).closest(GROUPS);
  if (!home) return [];
  const own = presses.filter(
    (p) =>
      p.usable &&
      p.el.matches(SENDS) &&
      (p.el.form === home || home.contains(p.el)) &&
      !['cancel', 'hint', 'search', 'logout', 'help', 'new', 'show'].some((i) => meaning(p.caption).set.has(i)),
  );
  return own.length === 1 ? [{ press: own[0], score: 0.7, by: 'form', text: own[0].caption, total: 0.7 }] : [];
}

// A button inside a button is one button: the inner one.
const withoutNested = (list) =>
  list.filter((o) => !list.some((other) => other !== o && o.press.el.contains(other.press.el)));

function pickOne(list, margin) {
  list.sort((a, b) => b.total - a.total);
  if (!list.length || list[0].total < 0.45) return [];
  return list.filter((o) => list[0].total - o.total < margin);
}
