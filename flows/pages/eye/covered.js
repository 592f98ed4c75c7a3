// What lies on top of what: a press must reach the element it is meant for.

// The piece of an element that shows without scrolling anything, or null.
function inSight(el, box) {
  const piece = meet(box, openingAround(el));
  return piece.w > 2 && piece.h > 2 ? piece : null;
}

// Through what a person sees the things in `el`'s enclosure without scrolling.
const openingAround = once((el) => {
  const a = above(el);
  if (!a || a === document.body || a === document.documentElement) return { x: 0, y: 0, w: innerWidth, h: innerHeight };
  const { display, overflowX, overflowY } = styleOf(a);
  const whole = display === 'inline' || (overflowX === 'visible' && overflowY === 'visible');
  return whole ? openingAround(a) : meet(openingAround(a), rectOf(a));
});

// Something else lies on top: a press in the middle would not reach it.
function covered(el, whole) {
  const box = inSight(el, whole);
  if (!box) return !!curtain() && !inFrontOf(curtain(), el);
  const points = [
    [0.5, 0.5],
    [0.25, 0.5],
    [0.75, 0.5],
    [0.5, 0.25],
    [0.5, 0.75],
  ]
    .map(([fx, fy]) => [box.x + box.w * fx, box.y + box.h * fy])
    .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  if (!points.length) return false;
  return !points.some(([x, y]) => reaches(el, box, x, y)) && !underBar(el, points[0]);
}

// A bar that stays while the page is scrolled: scrolling brings the element out from under it.
function underBar(el, [x, y]) {
  const hit = document.elementFromPoint(x, y),
    bar = hit && [hit, ...ancestors(hit)].find((a) => /fixed|sticky/.test(styleOf(a).position));
  if (!bar || [el, ...ancestors(el)].some((a) => /fixed|sticky/.test(styleOf(a).position))) return false;
  const low = rectOf(bar).h < 0.35 * innerHeight;
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
  const lid = rectOf(hit); // a caption or an icon laid over its own control
  return area(lid) <= area(box) * 1.05 && area(meet(lid, box)) > 0.8 * area(lid);
}

// A sheet over the whole window behind an open dialog.
function curtain() {
  if (sheet === undefined) sheet = findCurtain();
  return sheet;
}

function findCurtain() {
  const hit = document.elementFromPoint(1, 1),
    other = document.elementFromPoint(innerWidth - 2, innerHeight - 2);
  if (!hit || hit !== other || hit === document.body || hit === document.documentElement) return null;
  return /fixed|absolute/.test(styleOf(hit).position) && !hit.querySelector('input, iframe') ? hit : null;
}

const inFrontOf = (sheet, el) =>
  sheet.contains(el) || [el, ...ancestors(el)].some((a) => Number(styleOf(a).zIndex) > Number(styleOf(sheet).zIndex));
