// The texts of a screen as a person reads them: glued where the line goes on, parted where it does not.

const SILENT = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'OPTION', 'RT', 'RP', 'HEAD', 'TITLE', 'OBJECT']);
const FIELD =
  'input:not([type=hidden]), select, textarea, [contenteditable=""], [contenteditable=true], [role=textbox], [role=combobox]';
const PARTED = new Set(['INPUT', 'SELECT', 'TEXTAREA', 'IFRAME', 'FRAME', 'IMG', 'VIDEO', 'CANVAS', 'HR']);

// The phrases that stand in an element, without asking each of them.
let inside = new WeakMap();

function indexPhrases(phrases) {
  inside = new WeakMap();
  rowShapes = new WeakMap();
  for (const phrase of phrases) {
    for (let a = phrase.el; a; a = above(a)) {
      if (!inside.has(a)) inside.set(a, []);
      inside.get(a).push(phrase);
    }
  }
}

const phrasesIn = (el) => inside.get(el) || [];

function readPhrases() {
  const phrases = [];
  let run = null,
    gap = false;

  const stop = () => {
    if (run) {
      run.box = around(run.boxes);
      run.text = run.text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
      if (run.text) phrases.push(run);
    }
    run = null;
    gap = false;
  };

  const say = (text, boxes, el, block, image = false) => {
    const size = parseFloat(styleOf(el).fontSize);
    if (run && !image) {
      const last = run.boxes[run.boxes.length - 1],
        first = boxes[0];
      const level = Math.min(bottom(last), bottom(first)) - Math.max(last.y, first.y) > 0.4 * Math.min(last.h, first.h);
      const space = first.x - right(last),
        glossed = run.el.closest('ruby') || run.glossed;
      const goesOn = level
        ? space > -0.45 * size && space <= Math.max((glossed || el.closest('ruby') ? 3 : 1.3) * size, 14)
        : first.y >= last.y && first.y - bottom(last) < size && run.block === block;
      if (!goesOn) stop();
      else if (gap || (level && space > 0.35 * size)) run.text += ' ';
    }
    if (run && !image && size < run.size - 0.5) {
      run.head ??= run.text; // the small print behind a caption
      run.badge ??= !clear(styleOf(el).backgroundColor) && inLine(styleOf(el).display); // in a box of its own
    }
    if (!run)
      run = {
        text: '',
        boxes: [],
        el,
        block,
        size,
        image,
        color: styleOf(el).color,
        bold: Number(styleOf(el).fontWeight) >= 600,
      };
    run.text += text;
    run.boxes.push(...boxes);
    run.glossed = !!el.closest('ruby');
    gap = false;
    if (image) stop();
  };

  const readText = (node, block) => {
    const text = node.data.replace(/[\s\u00a0]+/g, ' ');
    if (!text.trim()) {
      gap = gap || text !== '';
      return;
    }
    // Words in a slot stand in what the slot stands in: <my-button>保存</my-button> is a button in its shadow.
    const el =
      node.assignedSlot ||
      node.parentElement ||
      (node.parentNode instanceof ShadowRoot ? node.parentNode.host : null);
    if (!el || !legible(el)) return;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].map(boxOf);
    const boxes = rects.filter((b) => b.w > 0.5 && b.h > 2);
    const swallowed = rects.length && !boxes.length && run && Math.abs(rects[0].x - right(run.boxes[run.boxes.length - 1])) < 9;
    if (swallowed && /^\p{L}$/u.test(text) && above(run.el) === above(el)) run.text += text; // the i of a ligature
    const seen = boxes.filter((b) => {
      const piece = uncutText(el, b);
      return piece && piece.w >= 1 && piece.h >= 3 && !offPage(piece);
    });
    if (!seen.length) return;
    if (/^\s/.test(text)) gap = true;
    say(cased(text.trim(), el), seen, el, block);
    gap = /\s$/.test(text);
  };

  const uncutText = (el, b) => {
    const style = styleOf(el);
    if (/hidden|clip/.test(style.overflowX + style.overflowY) && !inLine(style.display)) {
      b = meet(b, rectOf(el));
      if (b.w < 1 || b.h < 3) return null;
    }
    return uncut(el, b);
  };

  const walk = (el, block) => {
    if (SILENT.has(el.tagName.toUpperCase())) return;
    const style = styleOf(el);
    if (style.display === 'none') return;
    const inside = inLine(style.display) && style.float === 'none' && !/absolute|fixed/.test(style.position);
    const whole = inside ? block : el;
    const apart = !inside || PARTED.has(el.tagName) || pressable(el);
    if (apart) stop();
    if (el.tagName === 'BR') return stop();
    if (el.tagName === 'IMG' || el.getAttribute('role') === 'img') {
      const box = shown(el, 3),
        words = el.alt || el.getAttribute('aria-label') || '';
      if (box && words) say(words, [box], el, whole, true);
      if (el.tagName === 'IMG') return;
    }
    if (PARTED.has(el.tagName)) return;
    if (pictured(el, style) && shown(el, 3)) {
      say(el.textContent.trim(), [shown(el, 3)], el, whole, true);
      return;
    }
    const told = (side) => {
      const words = drawn(el, side);
      if (words.trim() && legible(el) && shown(el, 1)) say(words, [drawnBox(el, side)], el, whole);
    };
    told('::before');
    const nodes = el.shadowRoot
      ? el.shadowRoot.childNodes
      : el.tagName === 'SLOT' && el.assignedNodes().length
        ? el.assignedNodes()
        : el.childNodes;
    for (const node of nodes) {
      if (node.nodeType === Node.TEXT_NODE) readText(node, whole);
      else if (node.nodeType === Node.ELEMENT_NODE) walk(node, whole);
    }
    told('::after');
    if (apart) stop();
  };

  // A document that is still loading has no body yet, and says nothing.
  if (document.body) walk(document.body, document.body);
  stop();
  return phrases;
}
