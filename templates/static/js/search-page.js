/* The search page. Texts become text nodes, never markup. */
((sitegen) => {
"use strict";

const SHOWN = 10, PAUSE = 150;
const FILTERS = ["type", "outlet", "year", "speaker"];
const TYPES = { article: gettext`Article`, quote: gettext`Quote`, person: gettext`Person`, organization: gettext`Organisation`, place: gettext`Place` };
const [form, status, list, more, near, controls] = ["form", "status", "results", "more", "near", "controls"].map((name) => document.getElementById(`search-${name}`));
const field = (name) => form.elements[name];
const input = field("q"), sort = field("sort");
let asked = 0, timer, answer;

const count = (number) => number.toLocaleString(gettext.locale);
const day = (date) => new Date(`${date}T12:00`).toLocaleDateString(gettext.locale, { dateStyle: "long" });
const listed = (words) => words.map((word) => gettext`“${word}”`).join(gettext` or `);
const value = (fact, name) => (name === "speaker" && fact.type === "quote" ? fact.speaker || "-" : fact[name]);
const label = (name, value) => (name === "type" ? TYPES[value] : value === "-" ? gettext`Speaker not identified` : value);

function element(name, className, ...content) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...content);
  return made;
}

const link = (address, ...content) => Object.assign(element("a", "", ...content), { href: address, dir: "auto" });

/* *except* is not asked, so that its other values can be counted. */
const passes = (fact, except) => FILTERS.every((name) => name === except || !field(name).value || value(fact, name) === field(name).value);

function fill(name, facts) {
  const select = field(name), chosen = select.value, counts = new Map(chosen ? [[chosen, 0]] : []);
  for (const found of facts.filter((fact) => passes(fact, name)).map((fact) => value(fact, name)).filter(Boolean)) counts.set(found, (counts.get(found) || 0) + 1);
  const byName = ([a], [b]) => (a < b ? -1 : 1);
  const sorted = [...counts].sort((a, b) => (name === "year" ? byName(b, a) : b[1] - a[1] || byName(a, b)));
  select.replaceChildren(select.options[0], ...sorted.map(([found, number]) => new Option(`${label(name, found)} (${count(number)})`, found, false, found === chosen)));
  select.parentElement.hidden = counts.size < 2 && !chosen;
}

function byDate(docs, facts, sign) {
  const dated = docs.map((doc, n) => ({ doc, date: facts[n].date }));
  return dated.sort((a, b) => !a.date - !b.date || sign * (a.date > b.date) - sign * (a.date < b.date) || a.doc - b.doc).map(({ doc }) => doc);
}

function said({ docs: { length: total }, isAll, isCut, query: { phrases, instead } }, shown) {
  if (!total) return phrases.length ? gettext`Nothing has exactly these words.` : gettext`Nothing found.`;
  const found = shown < total ? gettext`${count(shown)} of ${count(total)} results` : ngettext(total, `${count(total)} result`, `${count(total)} results`);
  const results = isCut ? gettext`At least ${found}` : found, words = instead.map(([, words]) => listed(words)).join(gettext` and `);
  if (words) return instead.map(([word]) => gettext`Nothing has “${word}”. `).join("") + (isAll ? gettext`${results} for ${words}.` : gettext`${results} for ${words}, with some of the other words.`);
  if (!isAll) return gettext`Nothing has all of these words. ${results} with some of them.`;
  return phrases.length ? gettext`${results} with exactly these words.` : gettext`${results}.`;
}

function meta({ type, speaker, isIndirect, source, outlet, date, by }, find) {
  const parts = type === "quote" ? [isIndirect && gettext`not word for word`, speaker || gettext`speaker not identified`, source] : type === "article" || !by ? [] : [sitegen.snippet.snippet(gettext`also ${by}`, find, 200)];
  if (type === "quote" || type === "article") parts.push(outlet, date ? day(date) : gettext`date not found`);
  return element("p", "search-meta", element("span", "search-type", TYPES[type]), ...parts.filter(Boolean).flatMap((part) => [" · ", element("bdi", "", part)]));
}

function item(card, find) {
  const isQuote = card.type === "quote", marks = isQuote && !card.isIndirect ? "“”" : "", { snippet } = sitegen.snippet;
  const head = link(card.path, marks.charAt(0), snippet(isQuote ? card.body : card.title, find, 260), marks.charAt(1));
  const made = element("li", "", element("h2", "", head), meta(card, find));
  if (card.body && !isQuote) {
    made.append(element("p", "search-snippet", snippet(card.body, find, 240)));
    made.lastChild.dir = "auto";
  }
  return made;
}

async function show(turn, from) {
  const cards = await sitegen.cards.cards(answer.order.slice(from, from + SHOWN));
  if (turn !== asked) return;
  const find = sitegen.snippet.finder(answer.query), items = cards.map((card) => item(card, find));
  if (from === 0) list.replaceChildren();
  list.append(...items);
  more.hidden = answer.order.length <= from + SHOWN;
  if (from) items[0].querySelector("a").focus();
}

const asking = (words, text) => link(`?q=${encodeURIComponent(words)}`, text);

function offer(...content) {
  near.replaceChildren(...content);
  near.hidden = false;
}

async function suggest(turn, query) {
  const words = query.phrases.length ? [input.value.replace(/["“”„‟«»]/g, " ").trim()] : await sitegen.query.suggestions(query);
  if (turn !== asked || !words.length) return;
  offer(query.phrases.length ? gettext`In any order: ` : gettext`Spelt nearly so: `, ...words.flatMap((word) => [", ", asking(word, word)]).slice(1));
}

function remember() {
  const kept = `${new URLSearchParams([...new FormData(form)].filter(([, value]) => value))}`;
  history.replaceState(null, "", kept ? `?${kept}` : location.pathname);
}

async function ask(turn) {
  const found = await sitegen.query.find(input.value), isNarrowed = FILTERS.some((name) => field(name).value);
  const early = isNarrowed || sort.value ? await sitegen.cards.facts(found.docs) : [];
  const kept = isNarrowed ? found.docs.filter((_, n) => passes(early[n])) : found.docs;
  const order = sort.value ? byDate(kept, early.filter((fact) => passes(fact)), sort.value === "newest" ? -1 : 1) : found.rank(kept).map(({ doc }) => doc);
  if (turn !== asked) return;
  answer = { order, query: found.query };
  near.hidden = true;
  await show(turn, 0);
  if (turn !== asked) return;
  status.textContent = said(found, kept.length);
  if (!found.docs.length) await suggest(turn, found.query);
  else if (!kept.length) offer(asking(input.value, gettext`Show all ${count(found.docs.length)}`));
  const facts = await sitegen.cards.facts(found.docs);
  if (turn !== asked) return;
  FILTERS.forEach((name) => fill(name, facts));
  controls.hidden = !found.docs.length;
}

function fail(turn, error) {
  if (turn === asked) status.textContent = gettext`The search did not work: ${error.message}.`;
}

function search() {
  const turn = ++asked;
  clearTimeout(timer);
  remember();
  if (input.value.trim()) return void ask(turn).catch((error) => fail(turn, error));
  list.replaceChildren();
  more.hidden = near.hidden = controls.hidden = true;
  status.textContent = "";
}

/* From the field through the links of the results and back. */
document.onkeydown = (event) => {
  const stops = [input, ...list.querySelectorAll("h2 a")], at = stops.indexOf(document.activeElement);
  const next = stops[at + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
};

form.onsubmit = (event) => {
  event.preventDefault();
  search();
};
input.oninput = () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
};
controls.onchange = search;
more.onclick = () => show(asked, list.children.length).catch((error) => fail(asked, error));

const given = new URLSearchParams(location.search);
input.value = given.get("q") || "";
sort.value = given.get("sort") || "";
if (sort.selectedIndex < 0) sort.value = "";
for (const name of FILTERS) {
  const wanted = given.get(name);
  if (wanted && (name !== "type" || TYPES[wanted])) field(name).add(new Option(label(name, wanted), wanted, false, true));
}
if (input.value) search();
})(globalThis.sitegen);
