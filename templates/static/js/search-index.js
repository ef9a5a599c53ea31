/* For each query a lunr.Index is put together from the postings of its terms: lunr's scores need no others. */
((sitegen) => {
"use strict";

const FIELDS = ["title", "by", "body"];
const WIDEST = 6; /* shards that a beginning may stretch over; beyond them it is a whole word */
const RANKED = 1000; /* documents that lunr ranks: the best by the same sums */
const ascending = (a, b) => a - b;
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

/* term -> row, for the terms of *clauses*, in lunr's order. */
async function rowsOf(clauses, firsts) {
  const wanted = new Set(firsts.length ? clauses.flatMap((clause) => shardsOf(firsts, clause)).sort(ascending) : []);
  const shards = await sitegen.shelf.all([...wanted].map((n) => `terms-${n}`));
  return new Map(shards.flat().filter(([term]) => clauses.some((clause) => stands(term, clause))).map((row) => [row[0], row]));
}

function each(row, visit) {
  FIELDS.forEach((field, n) => {
    const pairs = row[n + 1];
    let doc = 0;
    for (let i = 0; i < pairs.length; i += 2) visit((doc += pairs[i]), field, pairs[i + 1] / 1000);
  });
}

function matching(groups, rows, needsAll) {
  const hits = new Map(), every = (1 << groups.length) - 1;
  groups.forEach((terms, bit) => {
    for (const term of new Set(terms)) each(rows.get(term), (doc) => hits.set(doc, hits.get(doc) | (1 << bit)));
  });
  const docs = [...hits.keys()].sort(ascending), all = docs.filter((doc) => hits.get(doc) === every);
  const isAll = all.length > 0 || needsAll;
  return { docs: isAll ? all : docs, isAll };
}

function best(docs, terms, rows) {
  if (docs.length <= RANKED) return docs;
  const sums = new Map(docs.map((doc) => [doc, 0]));
  for (const term of terms) each(rows.get(term), (doc, _, score) => sums.has(doc) && sums.set(doc, sums.get(doc) + score));
  return [...docs].sort((a, b) => sums.get(b) - sums.get(a) || a - b).slice(0, RANKED).sort(ascending);
}

function assemble(docs, rows) {
  const wanted = new Set(docs), invertedIndex = Object.create(null), fieldVectors = {};
  [...rows.values()].forEach((row, index) => {
    const posting = (invertedIndex[row[0]] = { _index: index, title: {}, by: {}, body: {} });
    each(row, (doc, field, score) => {
      if (!wanted.has(doc)) return;
      posting[field][doc] = {};
      (fieldVectors[`${field}/${doc}`] ||= []).push(index, score);
    });
  });
  for (const ref in fieldVectors) fieldVectors[ref] = new lunr.Vector(fieldVectors[ref]);
  return new lunr.Index({ invertedIndex, fieldVectors, tokenSet: lunr.TokenSet.fromArray([...rows.keys()]), fields: FIELDS, pipeline: new lunr.Pipeline() });
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
  const firsts = (await sitegen.shelf.get("manifest")).terms;
  const asked = groups.map((group) => group.filter((clause) => !clause.prefix || shardsOf(firsts, clause).length <= WIDEST));
  const clauses = asked.flat(), rows = await rowsOf(clauses, firsts), terms = [...rows.keys()];
  const expanded = asked.map((group) => group.flatMap((clause) => terms.filter((term) => stands(term, clause))));
  function rank(docs) {
    const index = assemble(best(docs, expanded.flat(), rows), rows);
    return ask(index, clauses).map(({ ref, score }) => ({ doc: Number(ref), score }));
  }
  return { ...matching(expanded, rows, needsAll), unknown: range(0, groups.length - 1).filter((n) => !expanded[n].length), rank };
}

sitegen.index = { find, shardOf };
})((globalThis.sitegen ??= {}));
