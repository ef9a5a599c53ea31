/* For each query a lunr.Index is put together from the rows of its terms: lunr's scores need no others. */
((sitegen) => {
"use strict";

const FIELDS = ["title", "by", "body"];
const WIDEST = 6; /* shards that a beginning may stretch over; beyond them it is a whole word */
const RANKED = 200; /* documents that lunr ranks: the best by the same sums, by which the others follow */
const { get, all } = sitegen.shelf;
let manifest; /* with the document that each article is: its quotes come after it */
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

function shardsOf(firsts, { term, prefix }) {
  const first = shardOf(firsts, term);
  return Array.from({ length: shardOf(firsts, prefix ? `${term}\uffff` : term) - first + 1 }, (_, n) => first + n);
}

/* *row* as document, field, times, length of the field, document … */
function hitsOf([, signs]) {
  const { starts, entities } = manifest, hits = [];
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
  return Int32Array.from(hits);
}

/* Calls *visit* with each document, the number of the field, and the score of lunr.Builder, in thousandths. */
function each(hits, visit) {
  const { documents, sizes } = manifest, found = hits.length / 4, rarity = Math.log(1 + Math.abs((documents - found + 0.5) / (found + 0.5)));
  for (let i = 0; i < hits.length; i += 4) {
    const field = hits[i + 1], times = hits[i + 2], norm = 1.2 * (0.25 + 0.75 * (hits[i + 3] / (sizes[field] / documents)));
    visit(hits[i], field, Math.round(((rarity * (2.2 * times)) / (norm + times)) * 1000));
  }
}

/* term -> hits, for the terms of *clauses*. */
async function hitsFor(clauses) {
  const { terms } = manifest, wanted = new Set(terms.length ? clauses.flatMap((clause) => shardsOf(terms, clause)) : []);
  const rows = (await all([...wanted].map((n) => `terms-${n}`))).flat().filter(([term]) => clauses.some((clause) => stands(term, clause)));
  return new Map(rows.map((row) => [row[0], (row[2] ||= hitsOf(row))]));
}

function matching(groups, needsAll) {
  const held = new Uint32Array(manifest.room), some = [], every = 2 ** groups.length - 1;
  groups.forEach((terms, bit) => terms.forEach((hits) => each(hits, (doc) => (held[doc] |= 1 << bit))));
  held.forEach((bits, doc) => bits && some.push(doc));
  const docs = some.filter((doc) => held[doc] === every), isAll = docs.length > 0 || needsAll;
  return { docs: isAll ? docs : some, isAll };
}

function sorted(docs, terms) {
  const { room } = manifest, sums = new Float64Array(room);
  for (const hits of terms) each(hits, (doc, _, score) => (sums[doc] += score));
  return Array.from(Float64Array.from(docs, (doc) => doc + (1e9 - sums[doc]) * room).sort(), (key) => key % room);
}

function assemble(docs, found) {
  const wanted = new Uint8Array(manifest.room), terms = [...found.keys()].sort(), invertedIndex = Object.create(null), fieldVectors = {};
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
   the unknown groups; and *rank*: documents in lunr's order, the first with its scores. */
async function find(groups, needsAll) {
  manifest = await get("manifest");
  let sum = 0;
  manifest.starts ||= manifest.texts.map((length) => (sum += length) - length);
  const asked = groups.map((group) => group.filter((clause) => !clause.prefix || shardsOf(manifest.terms, clause).length <= WIDEST));
  const clauses = asked.flat(), found = await hitsFor(clauses);
  const expanded = asked.map((group) => group.flatMap((clause) => [...found].flatMap(([term, hits]) => (stands(term, clause) ? hits : []))));
  function rank(docs) {
    const order = sorted(docs, expanded.flat()), index = assemble(order.slice(0, RANKED), found);
    return ask(index, clauses).map(({ ref, score }) => ({ doc: Number(ref), score })).concat(order.slice(RANKED).map((doc) => ({ doc })));
  }
  return { ...matching(expanded, needsAll), unknown: expanded.flatMap((hits, n) => (hits.length ? [] : n)), rank };
}

sitegen.index = { find, shardOf };
})((globalThis.sitegen ??= {}));
