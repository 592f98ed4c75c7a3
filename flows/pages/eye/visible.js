// What a person can see and reach, and what only the markup knows.

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
const above = (el) => el.assignedSlot || el.parentElement || (el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null);

function* ancestors(el) {
  for (let a = above(el); a; a = above(a)) yield a;
}

const boxOf = (rect) => ({ x: rect.left, y: rect.top, w: rect.width, h: rect.height });
const right = (b) => b.x + b.w;
const bottom = (b) => b.y + b.h;
const area = (b) => b.w * b.h;
const middle = (b) => ({ x: b.x + b.w / 2, y: b.y + b.h / 2 });

function meet(a, b) {
  const x = Math.max(a.x, b.x), y = Math.max(a.y, b.y);
  return { x, y, w: Math.max(0, Math.min(right(a), right(b)) - x), h: Math.max(0, Math.min(bottom(a), bottom(b)) - y) };
}

function around(boxes) {
  const x = Math.min(...boxes.map((b) => b.x)), y = Math.min(...boxes.map((b) => b.y));
  return { x, y, w: Math.max(...boxes.map(right)) - x, h: Math.max(...boxes.map(bottom)) - y };
}

const cutAway = (style) =>
  /^(inset\((5\d|[6-9]\d|100)%|circle\(0|polygon\(0(px|%)? 0(px|%)?, 0(px|%)? 0)/.test(style.clipPath) ||
  (/absolute|fixed/.test(style.position) && /^rect\(/.test(style.clip) && nothingLeft(style.clip));

function nothingLeft(clip) {
  const [top, rightEdge, bottomEdge, left] = clip.slice(5, -1).split(/[\s,]+/).map((v) => parseFloat(v));
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
    const cut = (v) => v === 'hidden' || v === 'clip', rolls = (v) => v === 'auto' || v === 'scroll';
    const frame = boxOf(a.getBoundingClientRect());
    if (rolls(style.overflowX) || rolls(style.overflowY)) {
      if (frame.w < SMALLEST || frame.h < SMALLEST) return null;
      const seen = meet(box, frame);
      const before = right(box) + a.scrollLeft <= frame.x || bottom(box) + a.scrollTop <= frame.y;
      if (before) return null;
      box = area(seen) > 0 ? seen : { ...box, x: Math.max(box.x, frame.x), y: Math.min(Math.max(box.y, frame.y), bottom(frame) - 1) };
    } else if (cut(style.overflowX) || cut(style.overflowY)) {
      box = meet(box, {
        x: cut(style.overflowX) ? frame.x : -1e6, w: cut(style.overflowX) ? frame.w : 2e6,
        y: cut(style.overflowY) ? frame.y : -1e6, h: cut(style.overflowY) ? frame.h : 2e6,
      });
    }
    if (box.w < 1 || box.h < 1) return null;
  }
  return box;
}

function offPage(box) {
  const page = document.documentElement;
  return right(box) + scrollX <= 1 || bottom(box) + scrollY <= 1 ||
    box.x + scrollX >= Math.max(page.scrollWidth, innerWidth) || box.y + scrollY >= Math.max(page.scrollHeight, innerHeight);
}

// Where the element shows, or null. `least` is the smallest side that counts.
function shown(el, least = SMALLEST) {
  if (!el.getClientRects().length || veiled(el)) return null;
  const whole = boxOf(el.getBoundingClientRect());
  const box = uncut(el, whole);
  if (!box || box.w < least || box.h < least || offPage(box)) return null;
  return whole;
}

// The piece of an element that shows without scrolling anything, or null.
function inSight(el, box) {
  for (const a of ancestors(el)) {
    if (a === document.body || a === document.documentElement) break;
    const style = styleOf(a);
    if (style.display !== 'inline' && (style.overflowX !== 'visible' || style.overflowY !== 'visible')) box = meet(box, boxOf(a.getBoundingClientRect()));
  }
  box = meet(box, { x: 0, y: 0, w: innerWidth, h: innerHeight });
  return box.w > 2 && box.h > 2 ? box : null;
}

// Something else lies on top: a press in the middle would not reach it.
function covered(el, whole) {
  const box = inSight(el, whole);
  if (!box) return !!curtain() && !inFrontOf(curtain(), el);
  const points = [[0.5, 0.5], [0.25, 0.5], [0.75, 0.5], [0.5, 0.25], [0.5, 0.75]]
    .map(([fx, fy]) => [box.x + box.w * fx, box.y + box.h * fy])
    .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  if (!points.length) return false;
  return !points.some(([x, y]) => reaches(el, box, x, y)) && !underBar(el, points[0]);
}

// A bar that stays while the page is scrolled: scrolling brings the element out from under it.
function underBar(el, [x, y]) {
  const hit = document.elementFromPoint(x, y), bar = hit && [hit, ...ancestors(hit)].find((a) => /fixed|sticky/.test(styleOf(a).position));
  if (!bar || [el, ...ancestors(el)].some((a) => /fixed|sticky/.test(styleOf(a).position))) return false;
  const low = boxOf(bar.getBoundingClientRect()).h < 0.35 * innerHeight;
  return low && document.documentElement.scrollHeight > innerHeight + 4;
}

function reaches(el, box, x, y) {
  let hit = document.elementFromPoint(x, y);
  while (hit && hit.shadowRoot && hit.shadowRoot.elementFromPoint(x, y) !== hit) {
    const deeper = hit.shadowRoot.elementFromPoint(x, y);
    if (!deeper) break;
    hit = deeper;
  }
  if (!hit) return false;
  if (hit === el || el.contains(hit) || [...ancestors(hit)].includes(el)) return true;
  if (hit.contains(el) || [...ancestors(el)].includes(hit)) return true;
  if (hit.closest('label') && hit.closest('label').control === el) return true;
  const lid = boxOf(hit.getBoundingClientRect()); // a caption or an icon laid over its own control
  return area(lid) <= area(box) * 1.05 && area(meet(lid, box)) > 0.8 * area(lid);
}

// A sheet over the whole window behind an open dialog.
function curtain() {
  if (sheet === undefined) sheet = findCurtain();
  return sheet;
}

function findCurtain() {
  const hit = document.elementFromPoint(1, 1), other = document.elementFromPoint(innerWidth - 2, innerHeight - 2);
  if (!hit || hit !== other || hit === document.body || hit === document.documentElement) return null;
  return /fixed|absolute/.test(styleOf(hit).position) && !hit.querySelector('input, iframe') ? hit : null;
}

const inFrontOf = (sheet, el) => sheet.contains(el) || [el, ...ancestors(el)].some((a) => Number(styleOf(a).zIndex) > Number(styleOf(sheet).zIndex));
