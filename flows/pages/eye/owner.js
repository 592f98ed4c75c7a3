// Whose properties the screen shows: the account beside the words for a user, or in the title.

const ADDRESS = /[a-z0-9_][a-z0-9._+'-]*@[a-z0-9-]+(\.[a-z0-9-]+)+/i;

function readOwner(phrases, fields) {
  const owned = (text) => { const said = meaning(text); return (said.set.has('user') || said.set.has('account') || said.set.has('address') || said.set.has('id')) && said.foreign === 0 && !said.set.has('password') && !said.set.has('forward'); };
  for (const field of fields) {
    if (field.kind !== 'text' || !field.el.value || !ACCOUNT.test(field.el.value.trim())) continue;
    if (field.names.some((n) => owned(n.text))) return field.el.value.trim();
  }
  for (const phrase of phrases) {
    const labelled = bareText(phrase.text).match(/^(.{2,16}?)\s*:\s*(\S+)$/);
    if (labelled && owned(labelled[1]) && ACCOUNT.test(labelled[2])) return labelled[2];
    if (!owned(phrase.text)) continue;
    const beside = phrases.find((p) => p !== phrase && Math.abs(middle(p.box).y - middle(phrase.box).y) < 8 && p.box.x >= right(phrase.box) - 2 && p.box.x - right(phrase.box) < 400 && !p.press && ACCOUNT.test(bareText(p.text)));
    if (beside) return bareText(beside.text);
  }
  const title = phrases.find((p) => titleLike(p) && ADDRESS.test(p.text));
  return title ? title.text.match(ADDRESS)[0] : null;
}
