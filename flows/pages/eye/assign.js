// The heart: which words belong to which field. A pure function over boxes and texts, nothing of the page.
//
//   fields: [{box, kind, group}]                  group: fields that were laid out together
//   texts:  [{box, weight, speaks, secret}]       weight 0..1: how much it looks like a caption
//   ties:   [[field, text]]                       what the markup says (label for=), when it says it once
//
// A caption stands at one side of its field, and at the same side throughout a form; each text names one
// field and each field has one name. So the side is chosen for the form as a whole: the one that leaves
// the fewest fields without words and the fewest telling words without a field.

const SIDES = { over: 1.1, left: 1, above: 0.95, right: 0.8, below: 0.74 };

function sideOf(text, field) {
  const t = text.box,
    f = field.box,
    both = meet(t, f);
  if (area(both) > 0.6 * area(t)) return ['over', 0];
  if (middle(t).y <= f.y + 4 && bottom(t) > f.y && t.x >= f.x && right(t) <= right(f)) return ['above', 0]; // on its border
  const level = Math.min(bottom(t), bottom(f)) - Math.max(t.y, f.y);
  if (level > 0.45 * Math.min(t.h, f.h)) {
    if (right(t) <= f.x + 4) return ['left', f.x - right(t)];
    if (t.x >= right(f) - 4) return ['right', t.x - right(f)];
    return null;
  }
  const stacked = Math.min(right(t), right(f)) - Math.max(t.x, f.x);
  const near = stacked > 0 ? 0 : -stacked;
  if (near > 24) return null;
  const askew = Math.min(Math.abs(t.x - f.x), Math.abs(middle(t).x - middle(f).x), 60) / 4 + near;
  if (bottom(t) <= f.y + 4) return ['above', Math.max(0, f.y - bottom(t)) + askew];
  if (t.y >= bottom(f) - 4) return ['below', Math.max(0, t.y - bottom(f)) + askew];
  return null;
}

const REACH = { over: 1, left: 520, right: 320, above: 150, below: 70 };

// Most pairs of a large form are far apart, and need no closer look.
const inReach = (t, f) =>
  f.y - bottom(t) <= REACH.above &&
  t.y - bottom(f) <= REACH.below &&
  f.x - right(t) <= REACH.left &&
  t.x - right(f) <= REACH.right &&
  Math.abs(t.y - f.y) < 400;

// How near: 1 at the field's edge, falling off; another field between cuts the tie.
function closeness(side, gap, text, field, fields) {
  if (gap > REACH[side]) return 0;
  const span = around([text.box, field.box]);
  const cut = fields.some((other) => {
    if (other === field) return false;
    const seen = meet(other.box, span);
    if (side === 'over' || area(seen) === 0) return false;
    const level = side === 'left' || side === 'right';
    const shared = level
      ? Math.min(bottom(other.box), bottom(field.box)) - Math.max(other.box.y, field.box.y) >
        0.4 * Math.min(other.box.h, field.box.h)
      : Math.min(right(other.box), right(field.box), right(text.box) + 40) -
          Math.max(other.box.x, field.box.x, text.box.x) >
        4;
    if (!shared) return false;
    if (side === 'left') return other.box.x >= right(text.box) - 4 && right(other.box) <= field.box.x + 4;
    if (side === 'right') return right(other.box) <= text.box.x + 4 && other.box.x >= right(field.box) - 4;
    if (side === 'above') return other.box.y >= bottom(text.box) - 4 && bottom(other.box) <= field.box.y + 4;
    return bottom(other.box) <= text.box.y + 4 && other.box.y >= bottom(field.box) - 4;
  });
  return cut ? 0 : 1 / (1 + gap / (side === 'left' ? 260 : side === 'right' ? 140 : 90));
}

function agreement(text, field) {
  if (text.speaks && field.kind === 'choice') return 0.5; // a list of languages is not ユーザ名, whatever stands near it
  if (text.secret) return field.kind === 'secret' ? 1.25 : 0.45;
  return text.speaks && field.kind === 'secret' ? 0.7 : 1;
}

// Pairs of one side, the best first; each text and each field once.
function pairUp(pairs) {
  const takenTexts = new Set(),
    takenFields = new Set(),
    chosen = [];
  for (const pair of [...pairs].sort((a, b) => b.score - a.score)) {
    if (takenTexts.has(pair.text) || takenFields.has(pair.field)) continue;
    takenTexts.add(pair.text);
    takenFields.add(pair.field);
    chosen.push(pair);
  }
  return chosen;
}

function assign(fields, texts, ties = []) {
  const tied = new Set(ties.map(([f, t]) => `${f}:${t}`));
  const pairs = [],
    hurdles = fields.filter((f) => f.kind !== 'toggle');
  fields.forEach((field, f) =>
    texts.forEach((text, t) => {
      const stands = text.weight > 0 && inReach(text.box, field.box) && sideOf(text, field);
      if (!stands) return;
      const close = closeness(stands[0], stands[1], text, field, hurdles);
      if (close > 0)
        pairs.push({
          field: f,
          text: t,
          side: stands[0],
          gap: stands[1],
          score: SIDES[stands[0]] * close * text.weight * agreement(text, field) + (tied.has(`${f}:${t}`) ? 0.35 : 0),
        });
    }),
  );

  // A tick box speaks for the text right beside it, and that text is spoken for.
  const spoken = new Set(),
    byField = Map.groupBy ? Map.groupBy(pairs, (p) => p.field) : null;
  fields.forEach((field, f) => {
    if (field.kind !== 'toggle') return;
    const beside = (byField ? byField.get(f) || [] : pairs.filter((p) => p.field === f))
      .filter((p) => (p.side === 'right' || p.side === 'left') && p.gap < 16)
      .sort((a, b) => (a.side === 'right' ? 0 : 1) - (b.side === 'right' ? 0 : 1) || a.gap - b.gap)[0];
    if (beside && !ties.some(([tf, tt]) => tt === beside.text && tf !== f)) spoken.add(beside.text);
  });
  const open = pairs.filter((p) => fields[p.field].kind !== 'toggle' && !spoken.has(p.text));

  const result = fields.map(() => null);
  for (const group of new Set(fields.map((f) => f.group))) {
    const mine = open.filter((p) => fields[p.field].group === group);
    if (!mine.length) continue;
    const telling = new Set(mine.filter((p) => texts[p.text].speaks).map((p) => p.text));
    const sides = Object.keys(SIDES)
      .map((side) => {
        const chosen = pairUp(mine.filter((p) => p.side === side));
        const idle = [...telling].filter((t) => !chosen.some((c) => c.text === t)).length;
        return {
          side,
          chosen,
          worth: chosen.reduce((sum, c) => sum + c.score * (texts[c.text].speaks ? 1.3 : 1), 0) - 0.4 * idle,
        };
      })
      .sort((a, b) => b.worth - a.worth);
    const [best, next] = sides;
    const rival = new Map(next.worth > 0.88 * best.worth && best.worth > 0 ? next.chosen.map((c) => [c.field, c]) : []);
    for (const pair of best.chosen) result[pair.field] = { ...pair, rival: rival.get(pair.field)?.text ?? null };
    const left = mine.filter((p) => !result[p.field] && !result.some((r) => r && r.text === p.text));
    for (const pair of pairUp(left)) result[pair.field] = { ...pair, score: 0.8 * pair.score, rival: null };
  }
  return onceEach(result);
}

// Two groups may claim one text: the nearer keeps it.
function onceEach(result) {
  return result.map((pair) =>
    pair &&
    result.some(
      (other) =>
        other &&
        other !== pair &&
        other.text === pair.text &&
        (other.score > pair.score || (other.score === pair.score && other.field < pair.field)),
    )
      ? null
      : pair,
  );
}
