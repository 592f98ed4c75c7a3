// Whose properties the screen shows: the account beside the words for a user, or in the title.

const ADDRESS = /[a-z0-9_][a-z0-9._+'-]*@[a-z0-9-]+(\.[a-z0-9-]+)+/i;

// Words that only name a user: ユーザーID, Account name; not ユーザー管理, not a domain, not a count of users.
const NO_OWNER = [
  'password',
  'forward',
  'manage',
  'domain',
  'list',
  'search',
  'alias',
  'size',
  'number',
  'login',
  'administrator',
  'settings',
  'properties',
  'fullname',
];

function readOwner(phrases, fields) {
  const owned = (text) => {
    const { set, foreign } = meaning(text);
    return (
      ['user', 'account', 'address', 'id'].some((idea) => set.has(idea)) &&
      foreign === 0 &&
      !NO_OWNER.some((idea) => set.has(idea))
    );
  };
  const isAccount = (text) => ACCOUNT.test(text) && !/^[0-9]+$/.test(text);
  for (const field of fields) {
    if (field.kind !== 'text' || !field.el.value || !isAccount(field.el.value.trim())) continue;
    if (field.names.some((n) => owned(n.text))) return field.el.value.trim();
  }
  const found = [];
  for (const phrase of phrases.filter((p) => !p.press)) {
    const labelled = bareText(phrase.text).match(/^(.{2,16}?)\s*:\s*(\S+)$/);
    if (labelled && owned(labelled[1]) && isAccount(labelled[2])) found.push({ text: labelled[2], y: phrase.box.y });
    if (!owned(phrase.text)) continue;
    const beside = phrases.find(
      (p) =>
        p !== phrase &&
        abreast(p.box, phrase.box, 8) &&
        p.box.x >= right(phrase.box) - 2 &&
        p.box.x - right(phrase.box) < 400 &&
        !p.press &&
        isAccount(bareText(p.text)),
    );
    if (beside) found.push({ text: bareText(beside.text), y: phrase.box.y });
  }
  // A line at the top says who is signed in; the form below says whose properties these are.
  if (found.length) return found[found.length - 1].text;
  const title = phrases.find((p) => titleLike(p) && ADDRESS.test(p.text));
  return title ? title.text.match(ADDRESS)[0] : null;
}
