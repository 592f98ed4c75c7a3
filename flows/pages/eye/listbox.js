// A list box of users: each option is an account. Chosen first, then a button beside the box opens it.

const OPTION = /^(\S+)(?:\s*[(<[]\s*(.*?)\s*[)>\]]|\s+-\s+(.*))?$/;

function readListBox(fields) {
  const ofUsers = ({ text, seen }) => {
    const { set, foreign } = meaning(text);
    return seen && foreign === 0 && (set.has('user') || set.has('account')) && !NOT_ACCOUNTS.some((idea) => set.has(idea));
  };
  const boxes = fields.filter(({ el, names }) => el.matches('select') && el.size > 1 && names.some(ofUsers));
  if (boxes.length !== 1) return [];
  const [{ el, box }] = boxes;
  const rows = [...el.options].map((option) => {
    const [, text = '', name, other] = bareText(option.text).match(OPTION) || [];
    return { phrase: { el: option, box }, text, full_name: name || other || '', row: box };
  });
  return rows.every((row) => ACCOUNT.test(row.text)) ? rows : []; // else it holds something else as well
}

const isOption = (row) => row.phrase.el.matches('option');
