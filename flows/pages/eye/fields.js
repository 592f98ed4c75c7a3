// What can be typed into.

const attribute = (el, name) => (el.getAttribute(name) || '').trim();

const TOGGLES = new Set(['checkbox', 'radio']);
const WRITTEN = new Set(['text', 'password', 'email', 'search', 'tel', 'url', '']);

function kindOf(el) {
  if (el.tagName === 'SELECT') return 'choice';
  if (el.tagName === 'TEXTAREA') return 'area';
  if (el.tagName !== 'INPUT') return attribute(el, 'role') === 'combobox' ? 'choice' : 'text';
  const type = (el.type || '').toLowerCase();
  if (TOGGLES.has(type)) return 'toggle';
  if (type === 'password') return 'secret';
  if (WRITTEN.has(type)) return masked(el) ? 'secret' : 'text';
  return ['submit', 'button', 'image', 'reset', 'hidden', 'file'].includes(type) ? null : 'other';
}

const masked = (el) => {
  const security = styleOf(el).getPropertyValue('-webkit-text-security');
  return (security && security !== 'none') || /(^|\b)(new|current)-password/.test(attribute(el, 'autocomplete'));
};

// A text box that shows the words until it gets the focus, and then gives way to a hidden password box.
function standIn(el) {
  if (kindOf(el) !== 'text') return null;
  let wrapper = above(el);
  for (let depth = 0; wrapper && depth < 3; depth += 1, wrapper = above(wrapper)) {
    const written = [...wrapper.querySelectorAll('input')].filter((i) => i !== el && WRITTEN.has(i.type));
    if (written.some((i) => shown(i))) return null;
    const secret = written.filter((i) => i.type === 'password' && !i.disabled);
    if (secret.length === 1) return secret[0];
    if (secret.length) return null;
  }
  return null;
}

const unlocks = (el) =>
  /readonly/i.test(attribute(el, 'onfocus') + attribute(el, 'onclick') + attribute(el, 'onmousedown'));

function readFields() {
  const fields = [];
  for (const el of everything(FIELD)) {
    const kind = kindOf(el);
    const box = kind && shown(el, kind === 'toggle' ? 3 : SMALLEST);
    if (!box) continue;
    const twin = standIn(el);
    fields.push({
      el,
      box,
      twin,
      kind: twin ? 'secret' : kind,
      usable: !disabled(el) && (!el.readOnly || unlocks(el)) && !covered(el, box),
    });
  }
  // Where “show the password” is ticked, the boxes are of type text, and no box of the page hides its letters.
  const open = !fields.some((field) => field.kind === 'secret');
  for (const field of fields) field.unmasked = open && field.kind === 'text';
  return fields;
}

// Elements of the page and of its open shadow roots, in the order of the source.
const everything = (selector) => roots(document).flatMap((root) => [...root.querySelectorAll(selector)]);

const roots = once((root) => [
  root,
  ...[...root.querySelectorAll('*')].filter((el) => el.shadowRoot).flatMap((el) => roots(el.shadowRoot)),
]);

// A form answers to the names of its own fields, `getAttribute` among them if the page wants; an element does not.
const itself = Element.prototype;

// Where a box's form can be sent as the page is written now: by its action, by a button's, from the page's base.
function formOf(box) {
  const forms = [box, ...ancestors(box)].filter((el) => itself.matches.call(el, 'form'));
  if (box.form && !forms.includes(box.form)) forms.push(box.form);
  const buttons = [...box.getRootNode().querySelectorAll('[formaction]')].filter(
    (button) => forms.includes(button.form) || [...ancestors(button)].some((a) => forms.includes(a)),
  );
  return {
    type: itself.getAttribute.call(box, 'type'),
    base: document.querySelector('base[href]')?.getAttribute('href') ?? null,
    targets: [
      ...forms.map((form) => itself.getAttribute.call(form, 'action') || ''),
      ...buttons.map((button) => itself.getAttribute.call(button, 'formaction') || ''),
    ],
  };
}
