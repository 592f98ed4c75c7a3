// What a person can see, and what only the markup knows.

const SMALLEST = 6; // px; screen-reader texts and twins of decorated inputs are 1 to 5 px

// Nothing moves during one look, so what was found out about an element once is not asked again.
let looks = 0;

function once(ask) {
  let known,
    during = -1;
  return (el) => {
    if (during !== looks) [known, during] = [new Map(), looks];
    let answer = known.get(el);
    if (answer === undefined) known.set(el, (answer = ask(el)));
    return answer;
  };
}

let sheet; // the curtain, once it was looked for
let page; // how large it is

function forget() {
  looks += 1;
  sheet = undefined;
  page = undefined;
}

const styleOf = once((el) => getComputedStyle(el));
const rectOf = once((el) => boxOf(el.getBoundingClientRect()));

// A slotted element shows where its slot is, a shadow root where its host is.
const above = (el) =>
  el.assignedSlot || el.parentElement || (el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null);

function* ancestors(el) {
  for (let a = above(el); a; a = above(a)) yield a;
}

const cutAway = (style) =>
  /^(inset\((5\d|[6-9]\d|100)%|circle\(0|polygon\(0(px|%)? 0(px|%)?, 0(px|%)? 0)/.test(style.clipPath) ||
  (/absolute|fixed/.test(style.position) && /^rect\(/.test(style.clip) && nothingLeft(style.clip));

function nothingLeft(clip) {
  const [top, rightEdge, bottomEdge, left] = clip
    .slice(5, -1)
    .split(/[\s,]+/)
    .map((v) => parseFloat(v));
  return rightEdge - left < SMALLEST || bottomEdge - top < SMALLEST;
}

// Faded out, cut away or folded, by itself or by something around it.
function veiled(el) {
  if (styleOf(el).visibility !== 'visible') return true;
  const { gone, opacity } = veilOf(el);
  return gone || opacity < 0.1 || (foldedIn(above(el)) && !el.closest('summary'));
}

const OPEN_AIR = { gone: false, opacity: 1, folded: false };

const veilOf = once((el) => {
  const over = above(el),
    around = over ? veilOf(over) : OPEN_AIR,
    style = styleOf(el);
  return {
    gone: around.gone || style.display === 'none' || cutAway(style),
    opacity: around.opacity * parseFloat(style.opacity),
    folded: around.folded || el.matches('details:not([open])'),
  };
});

const foldedIn = (el) => !!el && veilOf(el).folded;

// The ancestors that cut something off what stands in `el`, the innermost first.
function clippers(el, placed) {
  const a = above(el);
  if (placed === 'fixed' || !a || a === document.body || a === document.documentElement) return null;
  return placed === 'absolute' ? absoluteIn(a) : flowingIn(a);
}

// What is placed `absolute` slips past those that place nothing.
const absoluteIn = once((a) =>
  styleOf(a).position === 'static' && styleOf(a).transform === 'none' ? clippers(a, 'absolute') : flowingIn(a),
);

const flowingIn = once((a) => {
  const { position, display, overflowX, overflowY } = styleOf(a),
    outer = clippers(a, position);
  if (display === 'inline' || display === 'contents') return outer;
  const rolls = rolling(overflowX) || rolling(overflowY);
  if (!rolls && !cutting(overflowX) && !cutting(overflowY)) return outer;
  return { el: a, frame: rectOf(a), rolls, x: cutting(overflowX), y: cutting(overflowY), outer };
});

const cutting = (overflow) => overflow === 'hidden' || overflow === 'clip';
const rolling = (overflow) => overflow === 'auto' || overflow === 'scroll';

// The piece of `box` that no ancestor cuts off. What a scroll pane holds counts, it can be scrolled to.
function uncut(el, box) {
  for (let clip = clippers(el, styleOf(el).position); clip; clip = clip.outer) {
    const { frame } = clip;
    if (clip.rolls) {
      if (frame.w < SMALLEST || frame.h < SMALLEST) return null;
      const seen = meet(box, frame);
      const before = right(box) + clip.el.scrollLeft <= frame.x || bottom(box) + clip.el.scrollTop <= frame.y;
      if (before) return null;
      box =
        seen.w >= SMALLEST && seen.h >= SMALLEST
          ? seen
          : { ...box, x: Math.max(box.x, frame.x), y: Math.min(Math.max(box.y, frame.y), bottom(frame) - 1) };
    } else
      box = meet(box, {
        x: clip.x ? frame.x : -1e6,
        w: clip.x ? frame.w : 2e6,
        y: clip.y ? frame.y : -1e6,
        h: clip.y ? frame.h : 2e6,
      });
    if (box.w < 1 || box.h < 1) return null;
  }
  return box;
}

function offPage(box) {
  page ??= measuredPage();
  return right(box) <= page.x + 1 || bottom(box) <= page.y + 1 || box.x >= right(page) || box.y >= bottom(page);
}

function measuredPage() {
  const { scrollWidth, scrollHeight } = document.documentElement;
  return { x: -scrollX, y: -scrollY, w: Math.max(scrollWidth, innerWidth), h: Math.max(scrollHeight, innerHeight) };
}

// Where the element shows, or null. `least` is the smallest side that counts.
function shown(el, least = SMALLEST) {
  const piece = shownPiece(el);
  return piece && piece.w >= least && piece.h >= least ? rectOf(el) : null;
}

const shownPiece = once((el) => {
  if (!el.getClientRects().length || veiled(el)) return null;
  const piece = uncut(el, rectOf(el));
  return piece && !offPage(piece) ? piece : null;
});
