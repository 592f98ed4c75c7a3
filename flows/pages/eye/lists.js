// The parts of the user list that are no rows: the search box and the way to the next page.

function beside(field, press) {
  const level =
    Math.min(bottom(field.box), bottom(press.box)) - Math.max(field.box.y, press.box.y) >
    0.3 * Math.min(field.box.h, press.box.h);
  const gap = press.box.x - right(field.box);
  return level && gap > -40 && gap < 120 ? gap : null;
}

// A button before its box, where no box stands before the button.
function behind(field, press, fields) {
  const swapped = beside(press, field);
  return swapped !== null && swapped < 40 && !fields.some((f) => f.kind !== 'toggle' && beside(f, press) !== null);
}

// サイト内を検索 in the box itself: whatever stands on its button, it searches something else.
function searchesElsewhere(field, part) {
  const inside = field.names.filter((n) => /placeholder|value/.test(n.by) && meaning(n.text).set.has('search'));
  const ofUsers = ({ text }) => ['user', 'account', 'address', 'fullname', 'id'].some((idea) => meaning(text).set.has(idea));
  const away = (n) => names(n.text, part.recipes, part.words) < 0.45 || (meaning(n.text).set.has('web') && !ofUsers(n));
  return inside.length > 0 && inside.every(away);
}

// A box is the search box by its own words, or by the words on the button at its right, or at its left.
function chooseSearch(fields, presses, part) {
  const list = [];
  for (const field of fields.filter((f) => f.usable && f.kind === 'text')) {
    if (searchesElsewhere(field, part)) continue;
    const own = fits(field, part);
    const buttons = presses
      .filter(
        (p) =>
          p.usable &&
          (behind(field, p, fields) || beside(field, p) !== null) &&
          !fields.some(
            (f) =>
              f !== field &&
              f.kind !== 'toggle' &&
              f.kind !== 'choice' &&
              beside(f, p) !== null &&
              f.box.x > field.box.x,
          ),
      )
      .map((press) => ({ press, ...said(press, part) }))
      .sort((a, b) => b.score - a.score);
    const otherwise =
      own.score < 0.85 && field.names.some((n) => n.strength > 0.8 && meaning(n.text).set.has('search'));
    const named =
      !otherwise && buttons[0] && buttons[0].score > 0.7
        ? { score: 0.9 * buttons[0].score, by: 'near', text: buttons[0].text }
        : { score: 0 };
    const best = own.score >= named.score ? own : named;
    if (best.score >= 0.45)
      list.push({
        ...best,
        total: best.score,
        el: field.el,
        box: field.box,
        caption: field.caption,
        headings: field.headings,
        button: buttons[0] && buttons[0].score > 0.7 ? buttons[0] : null,
      });
  }
  list.sort((a, b) => b.total - a.total);
  return list.filter((o) => list[0].total - o.total < 0.1);
}

// What sends the one search box.
function searchButton(fields, presses, part) {
  const boxes = chooseSearch(fields, presses, part);
  return boxes.length === 1 && boxes[0].button ? [boxes[0].button] : [];
}

const FORWARD = /^[>›»▶►→⇒▸❯⟩]$|^(?:&gt;)$/;
const SKIPS = /\d+ ?(ページ|頁|pages?)/; // 次の 10 ページ leads past nine
const PAGE_NUMBER = /^\[?\d{1,3}\]?$/;

// Words first; a bare arrow only beside page numbers or its own mirror image.
function choosePager(presses, part, phrases, rows) {
  const accounts = new Set(rows.map((row) => row.phrase.press)); // one may be called next
  const usable = presses.filter((p) => p.usable && !p.faded && !accounts.has(p.el));
  const wordedOf = (list) =>
    list
      .map((press) => ({ press, ...said(press, part) }))
      .filter((o) => o.score >= 0.7 && !inDataRow(o.press.el));
  const arrows = usable
    .filter((p) => p.says.some(([, t]) => FORWARD.test(fold(t)) || FORWARD.test(t.trim())))
    .filter((p) => !inDataRow(p.el) && amongPages(p, phrases))
    .map((press) => ({ press, score: 0.8, by: press.says[0][0], text: press.caption }));
  const ways = [() => wordedOf(usable), () => arrows, () => nextNumber(usable, phrases), () => silentArrow(usable, phrases)];
  const dead = wordedOf(presses.filter((p) => !p.usable && disabled(p.el)));
  const found = ways.map((way) => ofTheList(way(), dead, phrases, rows));
  const nearest = Math.max(0, ...found.flat().map((o) => o.depth));
  const list = found.map((way) => way.filter((o) => o.depth === nearest)).find((way) => way.length) || [];
  const picked = pickOne(sameTarget(list), 0.12);
  return twins(picked) ? [picked.reduce((a, b) => (a.press.box.y > b.press.box.y ? a : b))] : picked;
}

// News, trees and calendars have a 次へ of their own: the list's stands in the pager, where there is one, at the
// list, and in the closest enclosure with its last row. Where that one is greyed, this is the last page.
function ofTheList(candidates, dead, phrases, rows) {
  let list = withoutNested(candidates).map((o) => ({
    ...o,
    total: o.score + (amongPages(o.press, phrases) ? 0.2 : 0) - (SKIPS.test(fold(o.text)) ? 0.3 : 0),
    depth: 0,
  }));
  const pages = phrases.filter((p) => inPager(p, phrases));
  if (pages.length)
    list = list.filter((o) => pages.some((p) => abreast(p.box, o.press.box, 60)));
  if (!rows.length) return list;
  const last = rows[rows.length - 1].phrase.el;
  const wide = rows.every((row) => row.phrase.el.closest('tr, [role=row]')); // else a row's box is one cell of it
  const home = wide
    ? around(rows.map((row) => row.row))
    : rectOf(enclosure(rows[0].phrase.el, last));
  const depth = (press) => depthOf(enclosure(last, press.el));
  const end = Math.max(-1, ...dead.map((o) => depth(o.press)));
  const below = ({ box }) => {
    const beside = pages.filter((p) => abreast(p.box, box) && Math.abs(middle(p.box).x - middle(box).x) < 120);
    const line = around([box, ...beside.map((p) => p.box)]);
    return right(line) > home.x && (!wide || line.x < right(home));
  };
  return list.map((o) => ({ ...o, depth: depth(o.press) })).filter((o) => below(o.press) && o.depth >= end);
}

const CHOSEN = /(^|[\s_-])(current|selected|active|on|now)($|[\s_-])|[a-z](Current|Selected|Active)/;
const figure = (text) => (PAGE_NUMBER.test(fold(text)) ? Number(fold(text).replace(/\D/g, '')) : null);
const chosenPage = (el) =>
  [el, above(el)].some((a) => a.getAttribute('aria-current') || CHOSEN.test(attribute(a, 'class')));

// Page numbers and nothing else: the one after the page that is no link or stands out; after the last, the dots.
function nextNumber(presses, phrases) {
  return phrases
    .filter((p) => figure(p.text) !== null && (!p.press || chosenPage(p.el) || disabled(p.press)) && !inDataRow(p.el))
    .flatMap((current) => {
      const after = presses
        .filter(
          (p) =>
            abreast(p.box, current.box) &&
            p.box.x >= right(current.box) - 2 &&
            p.box.x - right(current.box) < 60,
        )
        .sort((a, b) => a.box.x - b.box.x)[0];
      const others = presses.filter(
        (p) =>
          abreast(p.box, current.box) &&
          figure(p.caption) !== null &&
          figure(p.caption) !== figure(current.text),
      );
      const dead = phrases.some(
        (p) => abreast(p.box, current.box) && meaning(p.text).set.has('next'),
      ); // a greyed 次へ: this is the last page
      if (!after || !others.length || dead || inDataRow(after.el)) return [];
      const follows = figure(after.caption) === figure(current.text) + 1 || /^(\.{2,3}|…)$/.test(fold(after.caption));
      return follows ? [{ press: after, score: 0.8, by: 'number', text: after.caption }] : [];
    });
}

// Pictures without a word at both ends of the page numbers: the nearest one behind the last number.
function silentArrow(presses, phrases) {
  const mute = presses.filter((p) => !p.caption.trim() && p.box.w < 60 && p.box.h < 60);
  for (const one of phrases.filter((p) => figure(p.text) !== null && !inDataRow(p.el))) {
    const level = (box) => abreast(box, one.box, 14);
    const run = phrases.filter((p) => figure(p.text) !== null && level(p.box) && Math.abs(p.box.x - one.box.x) < 400);
    if (run.length < 2) continue;
    const line = around(run.map((p) => p.box));
    const before = mute.filter((p) => level(p.box) && line.x - right(p.box) < 80 && right(p.box) <= line.x + 2);
    const after = mute
      .filter((p) => level(p.box) && p.box.x - right(line) < 80 && p.box.x >= right(line) - 2)
      .sort((a, b) => a.box.x - b.box.x);
    if (before.length && before.length === after.length) return [{ press: after[0], score: 0.7, by: 'place', text: '' }];
  }
  return [];
}

// A page number that has the next or the last one beside it.
function inPager(phrase, phrases) {
  if (figure(phrase.text) === null || inDataRow(phrase.el)) return false;
  return phrases.some(
    (p) =>
      p !== phrase &&
      abreast(p.box, phrase.box) &&
      Math.abs(p.box.x - phrase.box.x) < 120 &&
      (p.press || phrase.press) &&
      figure(p.text) !== null &&
      Math.abs(figure(p.text) - figure(phrase.text)) === 1,
  );
}

// A list of page numbers that drops down, as a line: 1 / 6 pages. Not the days of a month: it stands at a word for pages
// or below the last row of the table.
function pageChosen(fields, phrases, rows) {
  const last = rows[rows.length - 1],
    table = last && last.phrase.el.closest('table');
  const pages = fields.filter(
    ({ el, box, kind }) =>
      kind === 'choice' &&
      el.options?.length > 1 &&
      [...el.options].every((option, i) => figure(option.text.replace(/(ページ|\/ ?\d+)$/, '')) === i + 1) &&
      ((table && table.contains(el) && box.y >= bottom(last.phrase.box)) ||
        phrases.some(
          (p) =>
            abreast(p.box, box, 14) &&
            Math.max(box.x - right(p.box), p.box.x - right(box)) < 40 &&
            (meaning(p.text).set.has('page') || fold(p.text).match(/^(?:\/|of) ?(\d+)/)?.[1] === `${el.options.length}`),
        )),
  );
  return pages.map(({ el }) => `${el.selectedIndex + 1} / ${el.options.length} pages`);
}

// A pager above the list and the same pager below it: either does the same.
const twins = (list) =>
  list.length === 2 &&
  fold(list[0].press.caption) === fold(list[1].press.caption) &&
  Math.abs(list[0].press.box.y - list[1].press.box.y) > 60 &&
  list[0].press.el.tagName === list[1].press.el.tagName;

function amongPages(press, phrases) {
  return phrases.some(
    (p) =>
      p.press !== press.el &&
      abreast(p.box, press.box, 14) &&
      Math.abs(p.box.x - press.box.x) < 700 &&
      (PAGE_NUMBER.test(fold(p.text)) ||
        /^[<‹«◀◄←]$/.test(fold(p.text)) ||
        meaning(p.text).set.has('previous') ||
        meaning(p.text).set.has('page') ||
        /\d+\s*\/\s*\d+/.test(p.text)),
  );
}
