// What stands beside a box and helps to name it: the @ of a domain, an icon.

// [taro] @ [example.jp] is one address: its caption names the first box, at whichever end it stands.
function joinDomains(fields, pairs, phrases) {
  for (const at of phrases.filter((p) => fold(p.text) === '@')) {
    const level = (f) => abreast(f.box, at.box, 12);
    const front = fields.findIndex((f) => level(f) && right(f.box) <= at.box.x + 4 && at.box.x - right(f.box) < 30);
    const domain = fields.findIndex((f) => level(f) && f.box.x >= right(at.box) - 4 && f.box.x - right(at.box) < 30);
    if (front < 0 || domain < 0 || pairs[front] || !pairs[domain]) continue;
    pairs[front] = pairs[domain];
    pairs[domain] = null;
  }
}

// A picture right before the box or right over it, which says its name when the mouse rests on it.
function iconBefore({ el, box }) {
  let a = el;
  while (a && a !== document.body && !a.previousElementSibling) a = above(a);
  const icon = a && a !== document.body && a.previousElementSibling;
  const at = icon && !phrasesIn(icon).length && !icon.querySelector(FIELD) && shown(icon, 5);
  const before = at && abreast(at, box, 12) && Math.abs(box.x - right(at)) < 14 && at.w < 60;
  const over = at && box.y >= bottom(at) - 2 && box.y - bottom(at) < 14 && at.x < right(box) && right(at) > box.x;
  return before || over ? tips(icon).map(([, words]) => words).find(Boolean) || attribute(icon, 'aria-label') : '';
}
