// What can be pressed, and what it says.

const NATIVE =
  'button, a[href], a[onclick], summary, area[href], input[type=submit], input[type=button], input[type=image], input[type=reset], ' +
  '[role=button], [role=link], [role=menuitem], [role=menuitemcheckbox], [role=treeitem], [role=tab]';
const PRESSES = 'onclick onmousedown onmouseup onpointerdown ondblclick data-command ng-click v-on:click @click'.split(
  ' ',
);
const DRAWN = /menu-?item|(^|[\s_-])(btn|button)($|[\s_-])/i; // class names of widgets whose handlers stand elsewhere
const TIPS = ['title', 'data-qtip', 'data-tooltip', 'data-original-title', 'data-bs-original-title'];
const GREYED = /(^|[\s_-])(disabled?|greyed|grayed|inactive)($|[\s_-])|[a-z]Disabled(\b|_)/;

const pressable = once((el) => {
  if (el.matches(NATIVE)) return true;
  if (el.matches('label')) return !!el.control && /^(submit|button|image)$/.test(el.control.type);
  if (el === document.body || el === document.documentElement || el.matches('form, input, select, textarea'))
    return false;
  if (el.hasAttributes() && PRESSES.some((name) => el.hasAttribute(name))) return !tooLarge(el);
  if (el.matches('a') && el.hasAttribute('tabindex')) return true;
  if (
    small(el) &&
    (attribute(el, 'tabindex') === '0' ||
      el.hasAttribute('aria-haspopup') ||
      el.hasAttribute('data-qtip') ||
      (typeof el.className === 'string' && DRAWN.test(el.className)))
  )
    return true;
  const parent = above(el);
  return styleOf(el).cursor === 'pointer' && (!parent || styleOf(parent).cursor !== 'pointer') && !tooLarge(el);
});

// A widget's class or place in the tab order only counts on something of a button's size.
function small(el) {
  const box = rectOf(el);
  return box.h <= 64 && box.w <= 420 && !el.querySelector('input, select, textarea');
}

const tooLarge = (el) => area(rectOf(el)) > 0.3 * innerWidth * innerHeight;

// The thing that a press on these words would press, or null.
const pressOf = once((el) => {
  if (!el || el === document.body) return null;
  if (!pressable(el)) return pressOf(above(el));
  const native = el.matches(NATIVE) ? el : el.closest('a[href], button, [role=button], [role=menuitem]');
  return native && !tooLarge(native) ? native : el;
});

function disabled(el, through = true) {
  for (let a = el, depth = 0; a && depth < 4; a = above(a), depth += 1) {
    if (a.disabled || a.hasAttribute('disabled') || attribute(a, 'aria-disabled') === 'true') return true;
    if (depth < 2 && typeof a.className === 'string' && GREYED.test(a.className)) return true;
    if (a.matches('form, body, table, ul')) break;
  }
  if (el.matches('fieldset[disabled] *')) return true;
  const style = styleOf(el);
  return style.cursor === 'not-allowed' || (through && style.pointerEvents === 'none');
}

function faded(el) {
  let opacity = 1;
  for (let a = el; a; a = above(a)) opacity *= parseFloat(styleOf(a).opacity);
  return opacity <= 0.5;
}

// Where a press on something that lets it through ends up.
function lettingThrough(el) {
  while (el && styleOf(el).pointerEvents === 'none') el = above(el) && pressOf(above(el));
  return el;
}

function readPresses(phrases) {
  const byElement = new Map();
  const note = (found, phrase) => {
    const el = disabled(found, false) ? found : lettingThrough(found) || found;
    const box = shown(el, 5) || (phrase && phrase.box);
    if (!box) return;
    if (!byElement.has(el)) byElement.set(el, { el, box, phrases: [] });
    if (phrase) byElement.get(el).phrases.push(phrase);
  };
  for (const phrase of phrases) {
    phrase.press = pressOf(phrase.el);
    if (phrase.press) note(tight(phrase.press, phrase, phrases), phrase);
  }
  for (const el of everything(
    'input[type=submit], input[type=button], input[type=image], input[type=reset], button, a, [onclick], [role=button], area, img, [title], [aria-label]',
  ))
    if (!byElement.has(el) && pressable(el) && shown(el, 5)) note(el);
  for (const el of everything('select')) if (shown(el, 5)) note(el);
  return [...byElement.values()].map(captioned);
}

// A bar that is pressable as a whole holds many things: take the one around these words alone.
function tight(press, phrase, phrases) {
  if (press.matches(NATIVE)) return press;
  const inside = phrases.filter((p) => press.contains(p.el));
  const spread = inside.some(
    (p) =>
      p !== phrase &&
      (p.box.x - right(phrase.box) > 40 || phrase.box.x - right(p.box) > 40 || Math.abs(p.box.y - phrase.box.y) > 60),
  );
  if (inside.length < 2 || !spread) return press;
  let el = phrase.el;
  while (above(el) !== press && el !== press && inside.every((p) => p === phrase || !above(el).contains(p.el)))
    el = above(el);
  return el;
}

// What appears when the mouse rests on an element, or on the picture in it.
function tips(el) {
  const inner = el.querySelector && el.querySelector('[title], img[alt], svg title');
  const within = inner && (attribute(inner, 'title') || attribute(inner, 'alt') || inner.textContent);
  return [TIPS.map((name) => attribute(el, name)).find(Boolean), within].map((words) => ['title', words || '']);
}

// What a button says, the visible words first.
function captioned(press) {
  const { el, phrases } = press;
  const shownWords = phrases
    .filter((p) => !p.image)
    .map((p) => (p.badge ? p.head : p.text)) // 管理 新着 is called 管理
    .join(' / ');
  const images = phrases
    .filter((p) => p.image)
    .map((p) => p.text)
    .join(' / ');
  const unseen = [['alt', images || attribute(el, 'alt')], ['aria', attribute(el, 'aria-label')], ...tips(el)].filter(
    ([, words]) => words,
  );
  if (el.type === 'image' && el.value) unseen.push(['value', el.value]);
  if (!shownWords && !el.matches('input') && el.textContent.trim().length < 40)
    unseen.push(['text', el.textContent.trim()]); // words drawn into a background picture
  if (el.rel === 'next') unseen.push(['rel', 'next']);
  const written = el.matches('select')
    ? (el.selectedOptions[0] || {}).text || ''
    : el.matches('input') && el.type !== 'image'
      ? el.value
      : '';
  const texts = written.trim() ? [['value', written]] : shownWords ? [['text', shownWords]] : [];
  const speaks = texts.length && meaning(texts[0][1]).known + meaning(texts[0][1]).foreign > 0;
  press.says = speaks ? texts : [...unseen, ...texts];
  press.caption = (press.says[0] || ['', ''])[1];
  press.usable = !disabled(el) && !covered(el, press.box);
  press.faded = faded(el);
  return press;
}
