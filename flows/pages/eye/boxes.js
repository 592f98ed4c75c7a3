// Boxes in CSS pixels: {x, y, w, h}.

const boxOf = (rect) => ({ x: rect.left, y: rect.top, w: rect.width, h: rect.height });
const right = (b) => b.x + b.w;
const bottom = (b) => b.y + b.h;
const area = (b) => b.w * b.h;
const middle = (b) => ({ x: b.x + b.w / 2, y: b.y + b.h / 2 });
const abreast = (a, b, within = 10) => Math.abs(middle(a).y - middle(b).y) < within;

function meet(a, b) {
  const x = Math.max(a.x, b.x),
    y = Math.max(a.y, b.y);
  return { x, y, w: Math.max(0, Math.min(right(a), right(b)) - x), h: Math.max(0, Math.min(bottom(a), bottom(b)) - y) };
}

function around(boxes) {
  const x = Math.min(...boxes.map((b) => b.x)),
    y = Math.min(...boxes.map((b) => b.y));
  return { x, y, w: Math.max(...boxes.map(right)) - x, h: Math.max(...boxes.map(bottom)) - y };
}
