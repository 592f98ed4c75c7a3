// From a text to what it speaks of. The vocabulary comes from flows/wording.py.

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]/g;
const CJK = '\\u3040-\\u30ff\\u3400-\\u9fff\\u3005';

const SPACE_IN_JAPANESE = new RegExp(`(?<=[${CJK}]) (?=[${CJK}a-z])|(?<=[a-z]) (?=[${CJK}])`, 'g');
const foldings = new Map();

// Full and half width, case, invisible characters and the spaces inside Japanese do not matter.
function fold(text) {
  let folded = foldings.get(text);
  if (folded === undefined) foldings.set(text, (folded = folding(text)));
  return folded;
}

function folding(text) {
  return text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .replace(/[‐‑–—−]/g, '-')
    .replace(/(?<=[ァ-ヺ])-(?=[ぁ-んァ-ヺ]|$)/g, 'ー') // パスワ－ド
    .replace(/\b(i) (d)\b/g, '$1$2')
    .replace(SPACE_IN_JAPANESE, '');
}

const squeezed = (text) => fold(text).replace(/[\sー\-_]/g, '');

const plain = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// ユーザ and ユーザー, sign in and sign-in, user name and username are one.
function pattern(word) {
  const folded = fold(word);
  let source = plain(folded).replace(/ー/g, 'ー?').replace(/[ -]/g, '[\\s-]*');
  if (/[ァ-ヺ]$/.test(folded)) source += 'ー?';
  if (/^[a-z]/.test(folded)) source = `(?<![a-z])${source}`;
  if (/[a-z]$/.test(folded)) source += '(?![a-z])';
  return source;
}

// 20件 and 9名 are counted; the same letters inside a word are that word's.
const inContext = (idea, word) => (idea === 'counter' ? `(?<=[0-9] ?)${pattern(word)}` : pattern(word));

let lexicon = null,
  lexiconOf = null;

function learn(vocabulary) {
  if (lexiconOf === vocabulary) return;
  const entries = Object.entries(vocabulary)
    .flatMap(([idea, words]) => words.map((word) => [idea, word]))
    .sort((a, b) => b[1].length - a[1].length);
  lexicon = {
    all: new RegExp(entries.map(([idea, word]) => `(${inContext(idea, word)})`).join('|'), 'g'),
    ideas: entries.map(([idea]) => idea),
  };
  lexiconOf = vocabulary;
  meanings.clear();
}

const meanings = new Map();

// The ideas of a text, and how much of it speaks of something else. What stands in brackets weighs less.
function meaning(text) {
  if (meanings.has(text)) return meanings.get(text);
  const folded = fold(text).replace(/\((例|ex\b|e\.g)[^)]*\)?/g, ''), // (例: root@example.jp) names nothing
    ideas = [];
  let known = 0,
    rest = '',
    end = 0;
  for (const match of folded.matchAll(lexicon.all)) {
    if (!match[0]) continue;
    ideas.push({
      idea: lexicon.ideas[match.slice(1).findIndex((m) => m !== undefined)],
      word: match[0],
    });
    rest += folded.slice(end, match.index) + ' ';
    known += match[0].replace(/[\s-]/g, '').length;
    end = match.index + match[0].length;
  }
  rest += folded.slice(end);
  const letters = (s) => (s.match(new RegExp(`[${CJK}a-z\\u00c0-\\u024f\\uac00-\\ud7af]`, 'g')) || []).length;
  const keys = letters(rest.replace(/\([a-z]( ?[~-] ?[a-z])?\)/g, '')); // 保存(S), 次ページ(I～N)
  const outside = letters(rest.replace(/\([^)]*\)?|[[【〔][^\]】〕]*[\]】〕]?/g, ' '));
  const foreign = outside + 0.25 * (keys > outside ? keys - outside : 0);
  const result = {
    ideas,
    set: new Set(ideas.map((i) => i.idea)),
    known,
    foreign,
    strict: keys,
    squeezed: squeezed(text),
  };
  meanings.set(text, result);
  return result;
}

const withoutMark = (caption) => caption.replace(/[:：*※.…]+$/g, '');

// How well a text names a part: the best of its recipes, 0 when none fits.
function names(text, recipes, exact = [], least = 0) {
  if (!text) return 0;
  const said = meaning(text);
  if (exact.some((word) => withoutMark(squeezed(word)) === withoutMark(said.squeezed))) return 1.3;
  let best = 0;
  for (const recipe of recipes) {
    if (!recipe.all.every((idea) => said.set.has(idea))) continue;
    const extra = [...said.set].filter((idea) => !recipe.all.includes(idea) && !recipe.free.includes(idea));
    if (recipe.none.some((idea) => said.set.has(idea) || (idea === '*' && extra.length))) continue;
    const astray = said.ideas.filter((i) => extra.includes(i.idea)).reduce((sum, i) => sum + i.word.length, 0);
    const aside = said.ideas.filter((i) => !/filler|counter/.test(i.idea) && !recipe.all.includes(i.idea)).length;
    const share = (said.known - astray) / (said.known + (least > 0.85 ? said.strict : said.foreign));
    if (share >= least) best = Math.max(best, recipe.score * share - 0.02 * aside);
  }
  return best;
}
