// How letters show: their colour, their case, and the words that a style sheet or a picture writes.

const inLine = (display) => /^(inline|contents|ruby)/.test(display);

const clear = (color) => /rgba\(.*, 0(\.0\d*)?\)$/.test(color) || color === 'transparent';

const channels = (color) => (color.match(/[\d.]+/g) || []).map(Number);

const legible = once((el) => {
  const style = styleOf(el);
  return parseFloat(style.fontSize) >= 4 && !clear(style.color) && style.color !== groundOf(el) && !veiled(el);
});

// The colour a text is printed on, as far as it is one colour.
const groundOf = once((el) => {
  const style = styleOf(el),
    around = above(el);
  if (style.backgroundImage !== 'none' || el.tagName === 'IMG') return null;
  if (/^rgb\(/.test(style.backgroundColor)) return style.backgroundColor;
  return around ? groundOf(around) : 'rgb(255, 255, 255)';
});

// Words moved out of sight because a background picture shows them.
const pictured = (el, style) =>
  style.backgroundImage.startsWith('url') && parseFloat(style.textIndent) < -50 && el.textContent.trim();

function cased(text, el) {
  const how = styleOf(el).textTransform;
  if (how === 'uppercase') return text.toUpperCase();
  if (how === 'lowercase') return text.toLowerCase();
  return how === 'capitalize' ? text.replace(/(?<![\p{L}\p{N}'])\p{L}/gu, (c) => c.toUpperCase()) : text;
}

// The words that a style sheet writes before or after an element.
function drawn(el, side) {
  const { content, display } = getComputedStyle(el, side);
  if (!content || content === 'none' || content === 'normal' || display === 'none') return '';
  return [...content.matchAll(/"((?:[^"\\]|\\.)*)"|attr\(([\w-]+)[^)]*\)/g)]
    .map((m) => (m[2] ? el.getAttribute(m[2]) || '' : m[1].replace(/\\(.)/g, '$1')))
    .join('');
}

function drawnBox(el, side) {
  const whole = rectOf(el),
    style = getComputedStyle(el, side);
  const width = parseFloat(style.width) || Math.min(whole.w, drawn(el, side).length * parseFloat(style.fontSize));
  const height = Math.min(whole.h, parseFloat(style.lineHeight) || parseFloat(style.fontSize) * 1.4);
  const stacked = !inLine(style.display) && style.float === 'none' && !/flex|grid/.test(styleOf(el).display);
  const y = stacked ? (side === '::before' ? whole.y : bottom(whole) - height) : whole.y + (whole.h - height) / 2;
  if (side === '::before') return { x: whole.x + (parseFloat(styleOf(el).paddingLeft) || 0), y, w: width, h: height };
  return { x: right(whole) - width - (parseFloat(styleOf(el).paddingRight) || 0), y, w: width, h: height };
}
