// The user list: the texts that could be an account.

const ACCOUNT = /^[a-z0-9_][a-z0-9._+'-]{0,63}(@[a-z0-9.-]+)?$/i;
const NOT_ACCOUNTS = [
  'forward',
  'department',
  'size',
  'number',
  'date',
  'alias',
  'recent',
  'fullname',
  'domain',
  'status',
  'disabled',
];

const bareText = (text) => text.normalize('NFKC').replace(INVISIBLE, '').trim();

// Texts that could be an account: a name, or a name and the domain that follows it in a piece of its own. A word that
// is something else on most pages is doubtful: it is an account only among accounts.
function readEntries(phrases) {
  const entries = [];
  const letters = phrases.filter((p) => /^[a-z]$/i.test(bareText(p.text)));
  const indexed = (phrase) => letters.filter((p) => Math.abs(p.box.y - phrase.box.y) < 6).length > 4; // A B C D …
  phrases.forEach((phrase, i) => {
    let text = bareText(phrase.text);
    const labelled = text.match(/^(.{2,20}?)\s*[::]\s*(\S+)$/);
    let label = null;
    if (
      labelled &&
      (meaning(labelled[1]).set.has('user') ||
        meaning(labelled[1]).set.has('account') ||
        meaning(labelled[1]).set.has('address'))
    )
      [, label, text] = labelled;
    const shownName = text.match(/^(.*?)\s*[<(]\s*([^\s<>()]+@[^\s<>()]+)\s*[>)]$/);
    let full = '';
    if (shownName) [, full, text] = shownName;
    const badge = text.match(/^(\S+)\s+(\D+)$/);
    if (
      badge &&
      /^\(?(\S+)$/.test(badge[2]) &&
      meaning(badge[2]).foreign === 0 &&
      meaning(badge[2]).ideas.some((d) => /administrator|disabled|status|new/.test(d.idea))
    )
      text = badge[1];
    const next = phrases[i + 1];
    const continued =
      next &&
      /^@[\w.-]+$/.test(bareText(next.text)) &&
      Math.abs(next.box.y - phrase.box.y) < 6 &&
      next.box.x - right(phrase.box) < 8;
    const whole = continued ? text + bareText(next.text) : text.replace(/\s*@\s*/, '@');
    if (
      ACCOUNT.test(whole) &&
      !phrase.el.closest('th[scope=col], thead, [role=columnheader]') &&
      !inPager(phrase, phrases) &&
      !(whole.length === 1 && indexed(phrase))
    ) {
      const doubt = isTitle(phrase, phrases)
        ? 'title'
        : turnsPages(whole) || besideLogout(phrase, phrases)
          ? 'command'
          : null;
      entries.push({ phrase, text: whole, label, full, row: rowBox(phrase), doubt });
    }
  });
  return entries;
}

// Who is signed in stands beside ログアウト at the top, and what stands close to it anywhere is no row of the list.
const besideLogout = (phrase, phrases) =>
  !!inSight(phrase.el, phrase.box) &&
  phrases.some(
    (p) =>
      abreast(p.box, phrase.box, 12) &&
      meaning(p.text).set.has('logout') &&
      (phrase.box.y < 120 || Math.abs(middle(p.box).x - middle(phrase.box).x) < 100),
  );

const turnsPages = (text) => {
  const said = meaning(text);
  return (
    said.foreign === 0 &&
    ['previous', 'next', 'last', 'more', 'logout', 'properties', 'cancel', 'handle'].some((idea) => said.set.has(idea))
  );
};

// Username is a column's title where the texts beside it are titles too; somewhere below it may be an account.
function isTitle(phrase, phrases) {
  if (/\d/.test(phrase.text)) return false;
  const said = meaning(phrase.text);
  if (said.foreign > 0 || !['user', 'account', 'address', 'id', ...NOT_ACCOUNTS].some((idea) => said.set.has(idea)))
    return false;
  if (phrase.el.closest('th')) return true;
  return phrases.some(
    (p) =>
      p !== phrase &&
      abreast(p.box, phrase.box, 8) &&
      meaning(p.text).foreign === 0 &&
      ['user', 'account', 'address', ...NOT_ACCOUNTS].some((idea) => meaning(p.text).set.has(idea)),
  );
}

function rowBox(phrase) {
  const row = phrase.el.closest('tr, [role=row]');
  const cell = phrase.el.closest('td, th, dt, [role=gridcell], [role=cell], li') || phrase.block;
  const box = rectOf(row || cell || phrase.el);
  return box.h > 120 && !row
    ? phrase.box
    : { ...box, y: Math.min(box.y, phrase.box.y), h: Math.max(box.h, phrase.box.h) };
}
