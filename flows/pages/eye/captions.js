// Everything a field is called: by the words around it, by the words in it, by its markup.

const MARKS = /^[\s*※•●○■□▪・:：?？!！()（）[\]【】|｜/@.,、。+\-–—\d%»›>«‹<▼▲▾▸►★☆✓✔]*$/;
const EMPTY = /empty|null|watermark|placeholder|hint|blank|default/i;

// How much a text looks like a caption: short, no sentence, not itself a button, more than a mark.
function captionWeight(phrase) {
  const text = fold(phrase.text);
  if (MARKS.test(text)) return 0;
  if (
    meaning(phrase.text).ideas.length &&
    [...meaning(phrase.text).set].every((idea) => /filler|counter|please/.test(idea))
  )
    return 0;
  let weight = 1;
  const length = [...text].reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0);
  if (length > 44) weight *= 0.5;
  if (length > 90) weight *= 0.3;
  if (/。|[.!]$|です|ます|ください/.test(text) && length > 24) weight *= 0.35;
  if (/^(※|例|\(|ex[.:]|e\.g|注)/.test(text)) weight *= 0.3;
  if (phrase.el.closest('h1, h2, [role=heading]') || phrase.size >= 18) weight *= 0.45;
  if (phrase.press && !phrase.press.matches('label'))
    weight *= phrase.press.matches('a') && meaning(phrase.text).set.has('password') ? 0.5 : 0.15;
  return weight;
}

const GROUPS = 'form, fieldset, table, dl, ul, ol, [role=dialog], [role=form], [role=group], section';

// Fields that were laid out together: the nearest enclosure that holds more than one of them.
function groupOf(el, fields) {
  for (const a of ancestors(el)) {
    if (a.matches(GROUPS) && fields.filter((f) => a.contains(f.el)).length > 1) return a;
  }
  return document.body;
}

function markupLabel(el, fields) {
  const labels = [...(el.labels || [])];
  return labels.filter((label) => {
    if (label.contains(el)) return fields.filter((f) => label.contains(f.el)).length === 1;
    return label.getRootNode().querySelectorAll(`label[for="${CSS.escape(label.htmlFor)}"]`).length === 1;
  });
}

// A caption that has a cell to itself stands as high as the cell, wherever in it the words are.
function inItsCell({ el, box }) {
  const cell = el.closest('td, th');
  if (!cell || cell.rowSpan > 1 || phrasesIn(cell).length !== 1 || cell.querySelector('input, select, textarea'))
    return box;
  const { y, h } = rectOf(cell);
  return h > 80 ? box : { ...box, y: y + 1, h: h - 2 };
}

function nameFields(fields, phrases) {
  const texts = phrases.map((phrase) => {
    const said = meaning(phrase.text);
    return {
      box: inItsCell(phrase),
      weight: captionWeight(phrase),
      secret: said.set.has('password'),
      phrase,
      speaks:
        ['password', 'user', 'account', 'address', 'id', 'pin', 'search', 'new', 'confirm'].some((idea) =>
          said.set.has(idea),
        ) && said.foreign <= said.known,
    };
  });
  const labels = fields.map((field) => markupLabel(field.twin || field.el, fields));
  const ties = [];
  fields.forEach(
    (_, f) =>
      labels[f].length &&
      texts.forEach((text, t) => {
        if (labels[f].some((label) => label.contains(text.phrase.el))) ties.push([f, t]);
      }),
  );
  const written = fields.filter((f) => f.kind !== 'toggle');
  const groups = fields.map((field) => (field.kind === 'toggle' ? document.body : groupOf(field.el, written)));
  const pairs = assign(
    fields.map((field, f) => ({ box: field.box, kind: field.unmasked ? 'secret' : field.kind, group: groups[f] })),
    texts,
    ties,
  );

  joinDomains(fields, pairs, phrases);

  fields.forEach((field, f) => {
    field.group = groups[f];
    const pair = pairs[f],
      names = [];
    if (pair) {
      const phrase = texts[pair.text].phrase,
        cell = phrase.el.closest('td, th, dt, dd');
      const by = ties.some(([tf, tt]) => tf === f && tt === pair.text)
        ? 'label'
        : cell && !cell.contains(field.el)
          ? 'cell'
          : pair.side === 'over'
            ? 'over'
            : 'near';
      names.push(...calling(phrase, by, 1));
      if (pair.rival !== null) names.push(...calling(texts[pair.rival].phrase, 'near', 0.92));
    }
    const hidden = (text, by, strength) => {
      if (text && text.trim()) names.push({ text: text.trim(), by, strength: strength * (pair ? 0.9 : 1) });
    };
    if (shownEmpty(field)) names.push({ text: field.el.value, by: 'value', strength: 0.97, seen: true });
    hidden(attribute(field.el, 'placeholder'), 'placeholder', field.el.value && field.kind !== 'secret' ? 0.9 : 0.97);
    for (const label of labels[f]) hidden(label.textContent, 'label', 0.9);
    hidden(
      attribute(field.el, 'aria-labelledby')
        .split(/\s+/)
        .map((id) => field.el.getRootNode().getElementById?.(id)?.textContent || '')
        .join(' '),
      'aria',
      0.9,
    );
    hidden(attribute(field.el, 'aria-label'), 'aria', 0.9);
    hidden(attribute(field.el, 'title'), 'title', 0.85);
    hidden(iconBefore(field), 'title', 0.85);
    field.names = names;
    field.caption = names.length ? names[0].text : '';
    Object.defineProperty(field, 'headings', { get: () => (field.titles ??= headingsOf(field, phrases)) });
  });
  const secrets = fields.filter((f) => f.kind === 'secret');
  for (const field of secrets)
    field.before = secrets.filter((f) => f !== field && f.group === field.group).flatMap((f) => f.names);
}

// What a phrase calls a box. Password, with “case sensitive” in smaller letters behind it, is called Password too.
function calling(phrase, by, strength) {
  const { text, head } = phrase;
  const texts = head && !meaning(text.slice(head.length)).ideas.length ? [text, head] : [text];
  return texts.map((one) => ({ text: one, by, strength, phrase, seen: true }));
}

const shownEmpty = ({ el, twin }) =>
  el.tagName === 'INPUT' &&
  el.type !== 'password' &&
  el.value &&
  (twin || EMPTY.test(el.className) || pale(styleOf(el).color));

function pale(color) {
  const [r, g, b] = channels(color);
  return Math.min(r, g, b) >= 110 && Math.max(r, g, b) <= 200;
}
