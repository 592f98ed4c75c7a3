// What a missing part might be: visible controls of its kind that no other part has claimed.

const MOST = 8;

function unclaimed(sight) {
  const claimed = new Set(
    Object.values(sight.parts)
      .filter((list) => list.length === 1)
      .map((list) => list[0].el),
  );
  const free = (list) => list.filter((one) => one.usable && !claimed.has(one.el));
  const anchors = sight.fields.filter((field) => claimed.has(field.el));
  const left = {};
  for (const [name, part] of Object.entries(sight.screen)) {
    if (sight.parts[name].length) continue;
    const fields = typed(free(sight.fields)),
      secrets = fields.filter((field) => field.kind === 'secret');
    const presses = free(sight.presses)
      .filter((press) => (press.caption || '').trim() && !inDataRow(press.el))
      .filter((press) => part.kind !== 'button' || !press.el.matches('select')) // the list of languages, say
      .map((press) => ({ ...press, score: belonging(press, anchors, sight.fields) }))
      .sort((a, b) => b.score - a.score);
    const list = !['field', 'search'].includes(part.kind) ? presses : secrets.length && part.secret ? secrets : fields;
    left[name] = list.slice(0, MOST).map((one) => described({ score: 0, ...one }));
  }
  return left;
}
