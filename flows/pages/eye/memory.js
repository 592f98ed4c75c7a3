// What the last report saw, for the locators that follow it at once; and what was written on the screen before the Save,
// so that an old message is not taken for its answer.

const FRESH = 2000; // ms; style sheets and scrolling change a page without a trace in its source

function see(query, sight) {
  if (globalThis.eyeLast) globalThis.eyeLast.observer.disconnect();
  const last = { key: screenOf(query), sight, at: performance.now(), changed: false };
  last.observer = new MutationObserver(() => (last.changed = true));
  for (const root of roots(document))
    last.observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  globalThis.eyeLast = last;
  return sight;
}

const screenOf = ({ screen, parts }) => JSON.stringify([screen, parts]);

// What was seen a moment ago, where nothing on the page has changed since.
function stillSeen(query) {
  const last = globalThis.eyeLast;
  if (!last || last.key !== screenOf(query) || performance.now() - last.at > FRESH) return null;
  last.changed ||= last.observer.takeRecords().length > 0;
  return last.changed ? null : last.sight;
}

function remember(lines) {
  const memory = { texts: new Set(lines.map((l) => l.text)), nodes: new Set(), touched: new WeakSet() };
  for (const line of lines) for (const p of line.phrases) memory.nodes.add(p.el);
  if (globalThis.eyeMemory) globalThis.eyeMemory.observer.disconnect();
  memory.observer = new MutationObserver((records) => {
    for (const r of records) {
      const target = r.target.nodeType === Node.TEXT_NODE ? r.target.parentElement : r.target;
      if (target) memory.touched.add(target);
      for (const node of r.addedNodes) memory.touched.add(node);
    }
  });
  memory.observer.observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['style', 'class', 'hidden'],
  });
  globalThis.eyeMemory = memory;
}

// true: came after the Save was armed; false: stood there before; null: this document was never armed.
function isNew(line) {
  const memory = globalThis.eyeMemory;
  if (!memory) return null;
  if (!memory.texts.has(line.text)) return true;
  return line.phrases.some((p) => {
    for (let a = p.el, depth = 0; a && a !== document.body && depth < 4; a = above(a), depth += 1)
      if (memory.touched.has(a)) return true;
    return !memory.nodes.has(p.el);
  });
}

// One element, by the name it was given here: after whatever happens to the page it is this one or none.
const pins = new Map();

function pin(name, el) {
  pins.set(name, el);
  return {};
}

const pinned = (name) => [pins.get(name)].filter((el) => el?.isConnected);
