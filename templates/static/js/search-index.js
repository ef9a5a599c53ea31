/* Answers: a lunr.Index is put together for each query from the postings of its terms alone, and asked.
   lunr's score of a document needs no other terms, so documents and scores are those of one index of everything. */
((sitegen) => {
  "use strict";

  const FIELDS = ["title", "by", "body"];
  const WIDEST = 6; /* shards that the beginning of a word may stretch over; a shorter beginning is taken as a whole word */
  const RANKED = 1000; /* documents that lunr is given to rank, the best by the same sum of scores */

  /* The number of the last shard that begins at or before *term*. */
  function shardOf(firsts, term) {
    let low = 0, high = firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }

  function range(first, last) {
    return Array.from({ length: last - first + 1 }, (_, n) => first + n);
  }

  /* The clauses that can be answered: the beginnings that stretch too wide are left out. */
  function answerable(clauses, firsts) {
    return clauses.filter(clause => {
      return !clause.prefix || shardOf(firsts, clause.term + "\uffff") - shardOf(firsts, clause.term) < WIDEST;
    });
  }

  /* term -> its row, for every term that *clauses* name. */
  async function rowsOf(clauses, firsts) {
    const wanted = new Set(), rows = new Map();
    if (!firsts.length) return rows;
    clauses.forEach(clause => {
      range(shardOf(firsts, clause.term), shardOf(firsts, clause.term + (clause.prefix ? "\uffff" : ""))).forEach(n => { wanted.add(n); });
    });
    for (const shard of await sitegen.shelf.all(Array.from(wanted, n => "terms-" + n))) {
      shard.forEach(row => {
        if (clauses.some(clause => clause.prefix ? row[0].startsWith(clause.term) : row[0] === clause.term)) rows.set(row[0], row);
      });
    }
    return rows;
  }

  function each(row, visit) {
    FIELDS.forEach((field, n) => {
      const pairs = row[n + 1];
      let doc = 0;
      for (let i = 0; i < pairs.length; i += 2) visit((doc += pairs[i]), field, pairs[i + 1] / 1000);
    });
  }

  /* The terms that each clause stands for, in the order of the rows. */
  function expand(clauses, terms) {
    return clauses.map(clause => {
      return terms.filter(term => clause.prefix ? term.startsWith(clause.term) : term === clause.term);
    });
  }

  /* The documents with every group of clauses; if there are none, and any will do, those with some. */
  function matching(groups, expanded, rows, needsAll) {
    const hits = new Map();
    groups.forEach((group, bit) => {
      const terms = new Set(group.flatMap(n => expanded[n]));
      terms.forEach(term => {
        each(rows.get(term), doc => { hits.set(doc, (hits.get(doc) || 0) | (1 << bit)); });
      });
    });
    const every = (1 << groups.length) - 1, all = [], some = [];
    hits.forEach((bits, doc) => { (bits === every ? all : some).push(doc); });
    const isAll = all.length > 0 || needsAll;
    return { docs: (isAll ? all : some).sort((a, b) => a - b), isAll: isAll };
  }

  /* The RANKED documents with the greatest sums of scores. */
  function best(docs, expanded, rows) {
    if (docs.length <= RANKED) return docs;
    const sums = new Map(docs.map(doc => [doc, 0]));
    expanded.flat().forEach(term => {
      each(rows.get(term), (doc, _, score) => { if (sums.has(doc)) sums.set(doc, sums.get(doc) + score); });
    });
    return docs.slice().sort((a, b) => sums.get(b) - sums.get(a) || a - b).slice(0, RANKED);
  }

  function assemble(docs, terms, rows) {
    const wanted = new Set(docs), inverted = Object.create(null), vectors = {};
    terms.forEach((term, index) => {
      const posting = (inverted[term] = { _index: index });
      FIELDS.forEach(field => { posting[field] = {}; });
      each(rows.get(term), (doc, field, score) => {
        if (!wanted.has(doc)) return;
        posting[field][doc] = {};
        (vectors[field + "/" + doc] = vectors[field + "/" + doc] || []).push(index, score);
      });
    });
    Object.keys(vectors).forEach(ref => { vectors[ref] = new lunr.Vector(vectors[ref]); });
    return new lunr.Index({ invertedIndex: inverted, fieldVectors: vectors, tokenSet: lunr.TokenSet.fromArray(terms), fields: FIELDS, pipeline: new lunr.Pipeline() });
  }

  function ask(index, clauses) {
    return index.query(query => {
      clauses.forEach(clause => {
        query.term(clause.term, { usePipeline: false, wildcard: clause.prefix ? lunr.Query.wildcard.TRAILING : lunr.Query.wildcard.NONE });
      });
    });
  }

  /* What the archive has for *groups*, each a list of clauses {term, prefix} of which one is enough:
     all matching documents, whether they have every group, the groups that nothing has, and the documents as lunr ranks them. */
  async function find(groups, needsAll) {
    const manifest = await sitegen.shelf.get("manifest"), clauses = [], numbers = [];
    groups.forEach(group => {
      numbers.push(answerable(group, manifest.terms).map(clause => clauses.push(clause) - 1));
    });
    const rows = await rowsOf(clauses, manifest.terms), terms = Array.from(rows.keys()).sort();
    const expanded = expand(clauses, terms), found = matching(numbers, expanded, rows, needsAll);
    const unknown = range(0, groups.length - 1).filter(n => !numbers[n].some(clause => expanded[clause].length));
    function rank(docs) {
      const chosen = best(docs, expanded, rows).sort((a, b) => a - b);
      return ask(assemble(chosen, terms, rows), clauses).map(result => ({ doc: Number(result.ref), score: result.score }));
    }
    return { docs: found.docs, isAll: found.isAll, unknown: unknown, rank: rank };
  }

  sitegen.index = { find: find, shardOf: shardOf };
})((globalThis.sitegen = globalThis.sitegen || {}));
