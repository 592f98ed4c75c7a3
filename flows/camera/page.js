// What one frame shows: its pieces of text and its fields. Asked again with pieces [number, from, to], it says
// where these stand. Only what shows counts: not what a scroll pane has rolled out of sight.
(pieces) => {
  const place = (b) => [b.x, b.y, b.w, b.h];
  const boxOf = (r) => ({ x: r.left, y: r.top, w: r.width, h: r.height });
  const above = (el) =>
    el.assignedSlot || el.parentElement || (el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null);
  const meet = (a, b) => {
    const x = Math.max(a.x, b.x), y = Math.max(a.y, b.y);
    return { x, y, w: Math.min(a.x + a.w, b.x + b.w) - x, h: Math.min(a.y + a.h, b.y + b.h) - y };
  };
  const seen = (el, box) => {
    box = meet(box, { x: 0, y: 0, w: innerWidth, h: innerHeight });
    for (let a = above(el); a && a !== document.body && a !== document.documentElement; a = above(a)) {
      const style = getComputedStyle(a);
      if (style.display !== 'inline' && style.overflow !== 'visible') box = meet(box, boxOf(a.getBoundingClientRect()));
    }
    return box.w > 0.5 && box.h > 0.5 ? box : null;
  };
  const shown = (el) => el.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  const nodes = [], fields = [];
  const walk = (root) => {
    const all = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (all.nextNode()) {
      const node = all.currentNode;
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.shadowRoot) walk(node.shadowRoot);
        if (/^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) && node.type !== 'hidden' && shown(node)) fields.push(node);
      } else if (node.data.trim() && node.parentElement && shown(node.parentElement)) {
        if (!/^(SCRIPT|STYLE|NOSCRIPT|OPTION|TEXTAREA|TITLE)$/.test(node.parentElement.tagName)) nodes.push(node);
      }
    }
  };
  walk(document);

  if (pieces)
    return pieces.map(([number, from, to]) => {
      const range = document.createRange(), node = nodes[number];
      if (!node || node.length < to) return null;
      range.setStart(node, from);
      range.setEnd(node, to);
      return [...range.getClientRects()].map((r) => seen(node.parentElement, boxOf(r))).filter(Boolean).map(place);
    });

  const value = (el) =>
    el.tagName === 'SELECT' ? [...el.selectedOptions].map((o) => o.text).join(' ') : el.value || el.placeholder || '';
  return {
    texts: nodes.map((node) => node.data),
    fields: fields.map((el) => {
      const box = seen(el, boxOf(el.getBoundingClientRect()));
      return { value: value(el), kind: el.type, box: box && place(box), edge: el.clientLeft };
    }).filter((field) => field.box),
    told: document.body ? document.body.innerText : '',
  };
}
