// What one frame shows: its lines of text and its boxes to fill in, each with its place in the frame.
() => {
  const place = (r) => [r.x, r.y, r.width, r.height];
  const shown = (el) => el.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const texts = [];
  const nodes = document.createTreeWalker(document.body || document.documentElement, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const node = nodes.currentNode, text = node.textContent.trim(), el = node.parentElement;
    if (!text || !el || ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(el.tagName) || !shown(el)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width > 1 && box.height > 1) texts.push({ text, box: place(box) });
  }
  const kinds = ['hidden', 'submit', 'button', 'image', 'reset', 'password'];
  const boxes = [], values = [];
  for (const el of document.querySelectorAll('input, select, textarea')) {
    if (!shown(el) || kinds.includes(el.type)) continue;
    boxes.push(place(el.getBoundingClientRect()));
    if (typeof el.value === 'string') values.push(el.value);
  }
  const root = document.documentElement;
  return { texts, boxes, values, height: root.scrollHeight, title: document.title };
}
