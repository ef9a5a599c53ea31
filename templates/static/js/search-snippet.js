/* A stretch of a text, with the words looked for in <mark>. */
((sitegen) => {
"use strict";

const BEFORE = 60; /* characters shown before the first word found */
const { tokens, stem, places } = sitegen.words;

/* text -> the places of what is looked for; of a phrase only where it stands whole. */
function finder({ groups, phrases }) {
  const clauses = groups.flat().concat(phrases.flatMap(({ words }) => words.map((word) => ({ term: stem(word) }))));
  const terms = new Set(clauses.filter(({ prefix }) => !prefix).map(({ term }) => term));
  const starts = clauses.filter(({ prefix }) => prefix).map(({ term }) => term);
  const isWanted = (token) => (terms.has(stem(token)) ? stem(token) : starts.find((start) => token.startsWith(start)));
  return (text) => {
    const found = places(text, isWanted);
    return phrases.length ? found.filter((_, n) => phrases.some(({ words }) => isWithin(found, n, words, text))) : found;
  };
}

function isWithin(found, n, words, text) {
  return words.some((_, back) => {
    const run = found.slice(Math.max(n - back, 0), n - back + words.length);
    return run.length === words.length && tokens(text.slice(run[0][0], run.at(-1)[1])).join(" ").startsWith(words.join(" "));
  });
}

/* Where the most different words stand closest together, within *length*. */
function bestStart(found, length) {
  let best = 0, most = -Infinity;
  found.forEach(([start, end], n) => {
    const seen = new Set();
    let last = end;
    for (let i = n; i < found.length && found[i][1] <= start + length - BEFORE; i++) {
      if (!seen.has(found[i][2])) last = found[i][1];
      seen.add(found[i][2]);
    }
    const worth = seen.size * 1e4 - (last - start);
    if (worth > most) [most, best] = [worth, start];
  });
  return best;
}

function stretch(text, found, length) {
  if (text.length <= length) return [0, text.length];
  let start = Math.max(0, Math.min(bestStart(found, length) - BEFORE, text.length - length));
  let end = start + length;
  if (start > 0) start = text.indexOf(" ", start) + 1 || start;
  if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + 1);
  return [start, end];
}

function snippet(text, find, length) {
  const found = find(text), [start, end] = stretch(text, found, length), fragment = document.createDocumentFragment();
  let at = start;
  if (start > 0) fragment.append("… ");
  for (const [from, to] of found.filter(([from, to]) => from >= start && to <= end)) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    fragment.append(text.slice(at, from), mark);
    at = to;
  }
  fragment.append(text.slice(at, end), end < text.length ? " …" : "");
  return fragment;
}

sitegen.snippet = { snippet, finder, stretch };
})((globalThis.sitegen ??= {}));
