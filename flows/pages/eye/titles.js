// The titles that a field stands under.

const TITLES = 'legend, th[colspan], td[colspan] > b, h1, h2, h3, h4, h5, h6, caption, [role=heading], summary';

const titled = once((el) => !!el.closest(TITLES));

function titleLike(phrase) {
  return (phrase.titleLike ??= titled(phrase.el) || looksLikeTitle(phrase));
}

function looksLikeTitle(phrase) {
  return (phrase.bold || phrase.size >= 15 || filled(phrase)) && !phrase.press && phrase.text.length <= 40;
}

function filled(phrase) {
  const block = phrase.block,
    color = block && styleOf(block).backgroundColor;
  return (
    block &&
    color &&
    !clear(color) &&
    rectOf(block).w > 2 * phrase.box.w &&
    rectOf(block).h < 60 &&
    !block.querySelector('input')
  );
}

const withinHeight = (point, box) => point.y >= box.y && point.y <= bottom(box);

// The title of another card, which has boxes of its own.
function ofANeighbour(title, el) {
  const branch = branchUnder(enclosure(title, el), title);
  return branch.matches('div, section, article, form, fieldset, table, td, li') && !!branch.querySelector(FIELD);
}

// The titles that a field stands under, the nearest first: those of its own enclosures, then by place.
function headingsOf(field, phrases) {
  // A box that says itself what it is for leaves the words over it to be the title of them all.
  const caption = attribute(field.el, 'placeholder') ? null : (field.names[0] || {}).phrase;
  const titles = phrases.filter(
    (p) => titleLike(p) && p !== caption && bottom(p.box) <= field.box.y + 6 && !ofANeighbour(p.el, field.el),
  );
  const nearest = (list) => list.sort((a, b) => bottom(b.box) - bottom(a.box))[0];
  const found = [];
  for (const a of ancestors(field.el)) {
    const inside = titles.filter((p) => titled(p.el) && a.contains(p.el));
    const one = nearest(inside);
    if (one && !found.includes(one.text)) found.push(one.text);
    if (found.length > 2) break;
  }
  const spanning = phrases.find(
    (p) =>
      p !== (field.names[0] || {}).phrase &&
      p.el.closest('td[rowspan], th[rowspan]') &&
      right(p.box) <= field.box.x &&
      withinHeight(middle(field.box), rectOf(p.el.closest('td, th'))),
  );
  if (spanning && !found.includes(spanning.text)) found.unshift(spanning.text);
  const over = titles.filter((p) => p.box.x < right(field.box) && p.box.x > field.box.x - 420);
  const lowest = over.length ? Math.max(...over.map((p) => bottom(p.box))) : 0;
  const aside = (p) => Math.abs(p.box.x - field.box.x);
  const placed = over.filter((p) => lowest - bottom(p.box) < 12).sort((a, b) => aside(a) - aside(b))[0];
  if (placed && !found.includes(placed.text)) found.push(placed.text);
  return found;
}
