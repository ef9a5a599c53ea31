/* For each query a lunr.Index is put together from the rows of its terms: lunr's scores need no others. */
((sitegen) => {
"use strict";

const FIELDS = ["title", "by", "body"];
const WIDEST = 6; /* shards that a beginning may stretch over; beyond them it is a whole word */
const RANKED = 1000; /* documents that lunr ranks: the best by the same sums */
const { get, all } = sitegen.shelf;
const range = (first, last) => Array.from({ length: last - first + 1 }, (_, n) => first + n);
const stands = (term, clause) => (clause.prefix ? term.startsWith(clause.term) : term === clause.term);

/* The number of the last shard that begins at or before *wanted*. */
function shardOf(firsts, wanted) {
  let low = 0, high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= wanted) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}

const shardsOf = (firsts, { term, prefix }) => range(shardOf(firsts, term), shardOf(firsts, prefix ? `${term}\uffff` : term));

/* The document that each article is; its quotes come after it. */
function startsOf(manifest) {
  let sum = 0;
  return (manifest.starts ||= manifest.texts.map((length) => (sum += length) - length));
}

/* *row* as document, field, lunr's score in thousandths, document … */
function hitsOf(row, manifest) {
  const { entities, sizes, documents } = manifest, starts = startsOf(manifest), signs = row[1], hits = [];
  let at = 0, number = 0;
  function read() {
    for (let value = 0, digit; ; value = value * 32 + digit + 35) {
      digit = signs.charCodeAt(at++) - 93;
      if (digit >= 0) return value * 32 + digit;
    }
  }
  while (at < signs.length) {
    let gap = 0;
    while (signs[at] < ":") gap = gap * 10 + Number(signs[at++]);
    number += gap;
    const place = read(), times = place & 1 ? read() : 1;
    hits.push((starts[number] ?? entities + number - starts.length) + Math.floor(place / 6), (place % 6) >> 1, times, read());
  }
  const found = hits.length / 4, rarity = Math.log(1 + Math.abs((documents - found + 0.5) / (found + 0.5)));
  return Int32Array.from({ length: 3 * found }, (_, n) => {
    const at = Math.floor(n / 3) * 4, [field, times, length] = hits.slice(at + 1, at + 4);
    return n % 3 < 2 ? hits[at + (n % 3)] : Math.round(((rarity * (2.2 * times)) / (1.2 * (0.25 + 0.75 * (length / (sizes[field] / documents))) + times)) * 1000);
  });
}

/* term -> hits, for the terms of *clauses*, in lunr's order. */
async function hitsFor(clauses, manifest) {
  const wanted = new Set(manifest.terms.length ? clauses.flatMap((clause) => shardsOf(manifest.terms, clause)).sort((a, b) => a - b) : []);
  const rows = (await all([...wanted].map((n) => `terms-${n}`))).flat();
  return new Map(rows.filter(([term]) => clauses.some((clause) => stands(term, clause))).map((row) => [row[0], (row[2] ||= hitsOf(row, manifest))]));
}

function each(hits, visit) {
  for (let i = 0; i < hits.length; i += 3) visit(hits[i], hits[i + 1], hits[i + 2]);
}

function matching(groups, needsAll, documents) {
  const held = new Uint32Array(documents), some = [], every = 2 ** groups.length - 1;
  groups.forEach((terms, bit) => terms.forEach((hits) => each(hits, (doc) => (held[doc] |= 1 << bit))));
  held.forEach((bits, doc) => bits && some.push(doc));
  const docs = some.filter((doc) => held[doc] === every), isAll = docs.length > 0 || needsAll;
  return { docs: isAll ? docs : some, isAll };
}

function best(docs, terms, documents) {
  if (docs.length <= RANKED) return docs;
  const sums = new Float64Array(documents);
  for (const hits of terms) each(hits, (doc, _, score) => (sums[doc] += score));
  const keys = Float64Array.from(docs, (doc) => doc - sums[doc] * documents).sort().subarray(0, RANKED);
  return Array.from(keys, (key) => key - Math.floor(key / documents) * documents);
}

function assemble(docs, found, documents) {
  const wanted = new Uint8Array(documents), terms = [...found.keys()], invertedIndex = Object.create(null), fieldVectors = {};
  for (const doc of docs) wanted[doc] = 1;
  terms.forEach((term, index) => {
    const posting = (invertedIndex[term] = { _index: index, title: {}, by: {}, body: {} });
    each(found.get(term), (doc, n, score) => {
      if (!wanted[doc]) return;
      posting[FIELDS[n]][doc] = {};
      (fieldVectors[`${FIELDS[n]}/${doc}`] ||= []).push(index, score / 1000);
    });
  });
  for (const ref in fieldVectors) fieldVectors[ref] = new lunr.Vector(fieldVectors[ref]);
  return new lunr.Index({ invertedIndex, fieldVectors, tokenSet: lunr.TokenSet.fromArray(terms), fields: FIELDS, pipeline: new lunr.Pipeline() });
}

function ask(index, clauses) {
  const { TRAILING, NONE } = lunr.Query.wildcard;
  return index.query((query) => {
    for (const { term, prefix } of clauses) query.term(term, { usePipeline: false, wildcard: prefix ? TRAILING : NONE });
  });
}

/* For *groups* of clauses {term, prefix}, one of a group being enough: the documents with all or, unless *needsAll*, some groups;
   the unknown groups; and *rank*: documents in lunr's order, with its scores. */
async function find(groups, needsAll) {
  const manifest = await get("manifest"), { documents } = manifest;
  const asked = groups.map((group) => group.filter((clause) => !clause.prefix || shardsOf(manifest.terms, clause).length <= WIDEST));
  const clauses = asked.flat(), found = await hitsFor(clauses, manifest);
  const expanded = asked.map((group) => group.flatMap((clause) => [...found].filter(([term]) => stands(term, clause)).map(([, hits]) => hits)));
  function rank(docs) {
    const index = assemble(best(docs, expanded.flat(), documents), found, documents);
    return ask(index, clauses).map(({ ref, score }) => ({ doc: Number(ref), score }));
  }
  return { ...matching(expanded, needsAll, documents), unknown: range(0, groups.length - 1).filter((n) => !expanded[n].length), rank };
}

sitegen.index = { find, shardOf, startsOf };
})((globalThis.sitegen ??= {}));
