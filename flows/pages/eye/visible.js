// What a person can see, and what only the markup knows.

const SMALLEST = 6; // px; screen-reader texts and twins of decorated inputs are 1 to 5 px

let styles = new WeakMap();
let sheet; // the curtain, once it was looked for

function forget() {
  styles = new WeakMap();
  sheet = undefined;
}

function styleOf(el) {
  let style = styles.get(el);
  if (!style) styles.set(el, (style = getComputedStyle(el)));
  return style;
}

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
  let opacity = 1;
  for (let a = el; a; a = above(a)) {
    const style = styleOf(a);
    if (style.display === 'none' || cutAway(style)) return true;
    opacity *= parseFloat(style.opacity);
    if (opacity < 0.1) return true;
    if (a !== el && a.matches('details:not([open])') && !el.closest('summary')) return true;
  }
  return false;
}

// The piece of `box` that no ancestor cuts off. What a scroll pane holds counts, it can be scrolled to.
function uncut(el, box) {
  let position = styleOf(el).position;
  for (const a of ancestors(el)) {
    if (position === 'fixed') break;
    if (a === document.body || a === document.documentElement) break;
    const style = styleOf(a);
    if (position === 'absolute' && style.position === 'static' && style.transform === 'none') continue;
    position = style.position;
    if (style.display === 'inline' || style.display === 'contents') continue;
    const cut = (v) => v === 'hidden' || v === 'clip',
      rolls = (v) => v === 'auto' || v === 'scroll';
    const frame = boxOf(a.getBoundingClientRect());
    if (rolls(style.overflowX) || rolls(style.overflowY)) {
      if (frame.w < SMALLEST || frame.h < SMALLEST) return null;
      const seen = meet(box, frame);
      const before = right(box) + a.scrollLeft <= frame.x || bottom(box) + a.scrollTop <= frame.y;
      if (before) return null;
      box =
        seen.w >= SMALLEST && seen.h >= SMALLEST
          ? seen
          : { ...box, x: Math.max(box.x, frame.x), y: Math.min(Math.max(box.y, frame.y), bottom(frame) - 1) };
    } else if (cut(style.overflowX) || cut(style.overflowY)) {
      box = meet(box, {
        x: cut(style.overflowX) ? frame.x : -1e6,
        w: cut(style.overflowX) ? frame.w : 2e6,
        y: cut(style.overflowY) ? frame.y : -1e6,
        h: cut(style.overflowY) ? frame.h : 2e6,
      });
    }
    if (box.w < 1 || box.h < 1) return null;
  }
  return box;
}

function offPage(box) {
  const page = document.documentElement;
  return (
    right(box) + scrollX <= 1 ||
    bottom(box) + scrollY <= 1 ||
    box.x + scrollX >= Math.max(page.scrollWidth, innerWidth) ||
    box.y + scrollY >= Math.max(page.scrollHeight, innerHeight)
  );
}

// Where the element shows, or null. `least` is the smallest side that counts.
function shown(el, least = SMALLEST) {
  if (!el.getClientRects().length || veiled(el)) return null;
  const whole = boxOf(el.getBoundingClientRect());
  const box = uncut(el, whole);
  if (!box || box.w < least || box.h < least || offPage(box)) return null;
  return whole;
}
