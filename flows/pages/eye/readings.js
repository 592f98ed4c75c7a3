// The sentences of a screen: what a password must look like, and what the site answered.

// Lines as a person reads them: the phrases of one block that follow one another, parted at line breaks.
function readLines(phrases) {
  const lines = [];
  for (const phrase of phrases) {
    const last = lines[lines.length - 1];
    const goesOn =
      last &&
      last.block === phrase.block &&
      Math.min(bottom(last.end), bottom(phrase.box)) - Math.max(last.end.y, phrase.box.y) > 0.4 * phrase.box.h &&
      phrase.box.x - right(last.end) < 16 &&
      phrase.box.x > last.end.x;
    if (goesOn) {
      last.text += (/[a-z0-9,.]$/i.test(last.text) ? ' ' : '') + phrase.text;
      last.end = phrase.box;
      last.box = around([last.box, phrase.box]);
      last.phrases.push(phrase);
    } else
      lines.push({
        text: phrase.text,
        block: phrase.block,
        box: phrase.box,
        end: phrase.boxes[phrase.boxes.length - 1],
        color: phrase.color,
        size: phrase.size,
        phrases: [phrase],
      });
  }
  return lines;
}

// A mark inside brackets ends no sentence: 記号（! _ @ .）で
const sentences = (text) =>
  text
    .match(/(?:[(（][^)）]*[)）]|.)+?(?:[。．！!？?]+[」』)）]*|\.(?=\s|$)|$)/g)
    ?.map((s) => s.trim())
    .filter(Boolean) || [];

const matcher = new Map();
const matches = (pattern, text) => {
  if (!matcher.has(pattern)) matcher.set(pattern, new RegExp(pattern, 'i'));
  return matcher.get(pattern).test(fold(text));
};

// Red or green letters, a tinted box, a role: what a site does to be noticed.
function tone(line) {
  return (line.tone ??= toneOf(line));
}

function toneOf(line) {
  const el = line.phrases[0].el;
  if (el.closest('[role=alert], [role=status], [aria-live=assertive], [aria-live=polite]')) return 1;
  const [r, g, b] = channels(line.color);
  if ((r > 130 && g < 110 && b < 110) || (g > 90 && r < 90 && b < 110 && g > r + 40)) return 1;
  for (let a = el, depth = 0; a && a !== document.body && depth < 4; a = above(a), depth += 1) {
    const [br, bg, bb, alpha] = channels(styleOf(a).backgroundColor);
    if (
      alpha !== 0 &&
      Math.max(br, bg, bb) > 200 &&
      Math.max(br, bg, bb) - Math.min(br, bg, bb) > 12 &&
      rectOf(a).h < 120
    )
      return 0.6;
  }
  return 0;
}

const apart = (a, b, side, end) => Math.max(0, a[side] - end(b), b[side] - end(a));

// Lines of one paragraph, or points of one list.
function sameList(a, b) {
  if (a.block === b.block) return true;
  const item = b.block && b.block.closest('li');
  return !!item && !!a.block && !!a.block.closest('li') && a.block.closest('li').parentElement === item.parentElement;
}

const isRule = (text, words) =>
  matches(words.length, text) && matches(words.must, text) && !matches(words.other, text);

// The sentence that says what a password must look like, with the sentences of the same kind that follow it.
function readRule(lines, fields, words, own = []) {
  const secret = own.length ? own : fields.filter((f) => f.kind === 'secret' && f.usable);
  const core = (text) => isRule(text, words);
  const more = (text) =>
    core(text) || (matches(words.must, text) && matches(words.characters, text) && !matches(words.other, text));
  const found = lines
    .map((line, i) => ({ line, i }))
    .filter(({ line }) => !line.inert && sentences(line.text).some(core))
    .map(({ line, i }) => {
      const away = secret.length
        ? Math.min(...secret.map(({ box }) => Math.hypot(apart(box, line.box, 'x', right), apart(box, line.box, 'y', bottom))))
        : 0;
      const said = sentences(line.text).find(core);
      const score =
        (meaning(said).set.has('password') ? 1 : 0) +
        0.6 / (1 + away / 100) -
        (line.text.length > 220 ? 0.5 : 0) -
        (matches(words.example, line.text) ? 0.6 : 0) -
        (tone(line) === 1 ? 0.9 : 0);
      return { line, i, score };
    })
    .sort((a, b) => b.score - a.score);
  if (!found.length) return null;
  const { line, i } = found[0];
  const all = sentences(line.text);
  const first = all.findIndex(core);
  let last = first;
  while (last + 1 < all.length && more(all[last + 1])) last += 1;
  let text = all.slice(first, last + 1).join(/[。！]$/.test(all[first]) ? '' : ' ');
  for (let k = i + 1; last === all.length - 1 && k < lines.length; k += 1) {
    const next = lines[k],
      close = next.box.y - bottom(lines[k - 1].box) < next.size && sameList(next, line);
    if (!close || !sentences(next.text).every(more)) break;
    text += (/[。！]$/.test(text) ? '' : ' ') + next.text;
  }
  return text;
}

function messageKind(text, words) {
  if (matches(words.condition, text) || matches(words.dated, text)) return null;
  if (matches(words.refused, text)) return 'refused';
  return matches(words.saved, text) ? 'saved' : null;
}

// Saved, and something else not: nobody knows. What cannot be done from now on is no refusal.
function kindOfAll(all, words) {
  const said = (kind) => all.filter((s) => messageKind(s, words) === kind);
  const refused = said('refused');
  if (!said('saved').length) return refused.length ? 'refused' : null;
  return refused.every((s) => matches(words.later, s)) ? 'saved' : 'unclear';
}

// 現在のパスワード（表示できません）: what a caption says in brackets is no answer.
function onlyNoted(text, words) {
  const spoken = fold(text).replace(/\([^)]*\)/g, '').trim();
  return spoken !== '' && spoken !== fold(text) && !/[。.!]$/.test(spoken) && !messageKind(spoken, words) && meaning(spoken).foreign === 0;
}

// A row of a history, which begins with its date.
function inLog(line, words) {
  const row = line.phrases[0].el.closest('tr, [role=row], li');
  return !!row && matches(words.dated, wordsIn(row));
}

const wordsIn = once((el) => el.textContent.trim());

// What could be the site's answer, the likeliest first. Tips, rules, subjects of mails and what a button says are no answers.
function readMessages(lines, words, rules, rule) {
  const found = [];
  lines.forEach((line, i) => {
    if (line.inert || (rule && rule.includes(line.text)) || inLog(line, words)) return;
    const first = !matches(words.dated, line.text) && kindOfAll(sentences(line.text), words);
    const loud = tone(line);
    if (loud < 1 && onlyNoted(line.text, words)) return;
    const demands = (s) => (rule && isRule(s, rules)) || matches(words.demands, s);
    const told = !first && loud === 1 && sentences(line.text).some(demands) ? 'refused' : first;
    if (!told) return;
    const forbids =
      matches(words.forbids, line.text) || (matches(rules.must, line.text) && matches(rules.characters, line.text));
    if (loud < 1 && told === 'refused' && forbids) return; // a rule, no answer
    const quoted = line.text.length > 160 ? 0.6 : 0;
    found.push({ line, i, kind: told, score: 0.6 + loud * 0.6 - quoted });
  });
  found.sort((a, b) => b.score - a.score || a.line.box.y - b.line.box.y);
  return found
    .filter((one) => one.score >= 0.5)
    .slice(0, 5)
    .map((one) => wholeMessage(one, lines));
}

// The line, and the lines of the same block or list and colour that go on below it.
function wholeMessage({ line, i, kind }, lines) {
  let text = line.text,
    tail = line;
  for (let k = i + 1; k < lines.length; k += 1) {
    const next = lines[k],
      close = next.box.y - bottom(tail.box) < next.size * 0.9 && Math.abs(next.box.x - line.box.x) < 30;
    if (!close || next.color !== line.color || !sameList(next, line) || next.inert || tone(line) === 0) break;
    text += (/[。！]$/.test(text) ? '' : ' ') + next.text;
    tail = next;
  }
  return { text, kind, line };
}
