// What else a row of the user list says, and what opens exactly this account.

const YES = /^(yes|true|on|はい|有|○|●|✓|✔|✗|×|x|1)$/i;

// What stands at about the height of a box, without asking everything on the page.
function byHeight(things) {
  const slice = (y) => Math.floor(y / 60),
    slices = new Map();
  for (const thing of things) {
    const key = slice(middle(thing.box).y);
    slices.set(key, [...(slices.get(key) || []), thing]);
  }
  return (box) => {
    const found = [];
    for (let key = slice(box.y) - 1; key <= slice(bottom(box)) + 1; key += 1) found.push(...(slices.get(key) || []));
    return found;
  };
}

function rowSays(entry, titles, phrases, toggles) {
  const level = (box) => middle(box).y > entry.row.y - 1 && middle(box).y < bottom(entry.row) + 1;
  const over = (box) =>
    titles
      .filter((t) => t.box.x <= right(box) + 4)
      .map((t) => ({ t, d: Math.min(Math.abs(t.box.x - box.x), Math.abs(middle(t.box).x - middle(box).x)) }))
      .sort((a, b) => a.d - b.d)
      .filter((o) => o.d < 140)
      .map((o) => o.t)[0];
  const mates = phrases.filter((p) => level(p.box));
  const under = (idea) => mates.filter((p) => over(p.box) && meaning(over(p.box).text).set.has(idea));
  const ticked = (idea) =>
    toggles.some((f) => f.el.checked && level(f.box) && over(f.box) && meaning(over(f.box).text).set.has(idea));
  const flag = (idea) =>
    ticked(idea) ||
    under(idea).some(
      (p) => YES.test(bareText(p.text)) || (meaning(p.text).set.has(idea) && !meaning(p.text).set.has('no')),
    );
  return {
    full_name:
      entry.full ||
      under('fullname')
        .map((p) => p.text)
        .join(' '),
    disabled: flag('disabled') || under('status').some((p) => meaning(p.text).set.has('disabled')),
    administrator: flag('administrator'),
  };
}

const sameAccount = (shownText, address) => {
  const [a, b] = [shownText.toLowerCase(), address.toLowerCase()];
  return a === b || (!a.includes('@') && a === b.split('@')[0]) || (!b.includes('@') && a.split('@')[0] === b);
};

// What a person presses to open exactly this account: its own link, else what its row has for that, else its text.
function chooseAccount(address, rows, presses) {
  return rows
    .filter((row) => sameAccount(row.text, address))
    .flatMap((row) => {
      const own = row.phrase.press;
      const target = own && area(rectOf(own)) <= 4 * area(row.phrase.box) ? own : row.phrase.el;
      const openers = own || isOption(row) ? [] : openersOf(row, rows, presses);
      return (openers.length ? openers.map((p) => p.el) : [target]).map((el) => ({
        press: { el, box: rectOf(el), caption: row.text },
        by: isOption(row) ? 'option' : 'text',
        text: row.text,
        score: 1,
      }));
    });
}

// 編集 or プロパティ in the row's own element; in a grid of loose cells, at its height among them.
function openersOf(row, rows, presses) {
  const list = listOf(rows),
    home = rowIn(list, row.phrase.el);
  const able = presses.filter((p) => p.usable && meaning(p.caption).set.has('properties'));
  const level = ({ box }) => middle(box).y > row.row.y && middle(box).y < bottom(row.row);
  const inside = able.filter((p) => home.contains(p.el));
  return inside.length ? inside : able.filter((p) => level(p) && list.contains(p.el));
}
