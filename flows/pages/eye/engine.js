// One look at one document. A locator and a report decide by it alike.

function look(query, wording) {
  forget();
  learn(wording.vocabulary);
  const screen = { ...wording.screens[query.screen], ...(query.parts || {}) };
  const phrases = readPhrases();
  indexPhrases(phrases);
  const fields = readFields();
  const presses = readPresses(phrases);
  nameFields(fields, phrases);
  const listed = query.screen === 'user-list' ? readAccounts(phrases, fields) : [];
  const rows = query.screen === 'user-list' && !listed.length ? readListBox(fields) : listed;
  const parts = chooseParts(screen, fields, presses, phrases, rows);
  return { screen, phrases, fields, presses, parts, rows };
}

function chooseParts(screen, fields, presses, phrases, rows) {
  const written = Object.fromEntries(Object.entries(screen).filter(([, part]) => part.kind === 'field'));
  const found = chooseFields(fields, written);
  const anchors = Object.values(found)
    .filter((list) => list.length === 1)
    .map((list) => list[0].field)
    .sort((a, b) => a.box.y - b.box.y);
  const result = {};
  for (const [name, part] of Object.entries(screen)) {
    if (part.kind === 'field')
      result[name] = found[name].map((o) => ({
        ...o,
        el: o.field.el,
        box: o.field.box,
        caption: o.field.caption,
        headings: o.field.headings,
      }));
    if (part.kind === 'search-button') result[name] = asTargets(searchButton(fields, presses, part));
    if (part.kind === 'search') result[name] = chooseSearch(fields, presses, part);
    if (part.kind === 'button') result[name] = asTargets(chooseButton(presses, part, anchors, fields, phrases));
    if (part.kind === 'entry') result[name] = asTargets(chooseEntry(presses, part, phrases));
    if (part.kind === 'fold') result[name] = asTargets(chooseEntry(presses.filter(isShut), part, phrases));
    if (part.kind === 'pager') result[name] = asTargets(choosePager(presses, part, phrases, rows));
  }
  return result;
}

const asTargets = (list) => list.map((o) => ({ ...o, el: o.press.el, box: o.press.box, caption: o.press.caption }));

function ask(query) {
  const sight = stillSeen(query) || look(query, globalThis.eyeWording);
  if (query.account) return chooseAccount(query.account, sight.rows, sight.presses).map((o) => o.press.el);
  return (sight.parts[query.part] || []).map((o) => o.el);
}

const frames = () =>
  everything('iframe, frame').filter((el) => {
    const box = shown(el, 20);
    return box && !covered(el, box);
  });

const eyeEngine = {
  query: (root, body) => eyeEngine.queryAll(root, body)[0] || null,
  queryAll: (root, body) => {
    const query = JSON.parse(body);
    if (query.arm) return [written(() => arm(query))];
    if (query.report) return [written(() => report(query))];
    if (query.form) return [written(() => formOf(root))];
    if (query.pin) return [written(() => pin(query.pin, root))];
    if (query.pinned) return pinned(query.pinned);
    if (!query.frames) return ask(query);
    forget();
    return frames();
  },
};

// An answer as the text of an element, for a locator can only bring elements.
function written(answer) {
  const paper = document.createElement('pre');
  try {
    paper.textContent = JSON.stringify(answer());
  } catch (error) {
    paper.textContent = JSON.stringify({ error: `${error.stack || error}` });
  }
  return paper;
}
