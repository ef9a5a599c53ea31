/* What a reader typed, as words and phrases, and what is found for it. Nothing typed is a language: it is words. */
((sitegen) => {
  "use strict";

  const MOST = 24; /* words of a query; the rest is not looked at */
  const CANDIDATES = 600; /* documents whose text is looked through for a phrase */
  const SHORTEST = 4; /* letters of a word that may hold a typing error */

  /* {groups, phrases, words}: for each word to find the clauses of which one is enough, and the phrases as their words.
     The last word may be unfinished, unless a space or a mark follows it. */
  function parse(typed) {
    const W = sitegen.words, query = { groups: [], phrases: [], words: [] }, seen = new Set(), found = [];
    typed.replace(/[“”„‟«»]/g, '"').split('"').forEach((part, n, parts) => {
      const tokens = W.tokens(part), isOpen = n === parts.length - 1 && /[\p{L}\p{N}\p{M}]$/u.test(part);
      if (n % 2 && tokens.length) query.phrases.push({ tokens: tokens, isOpen: isOpen });
      if (n % 2 === 0) unspaced(part).forEach(run => { query.phrases.push({ tokens: run, isOpen: false }); });
      tokens.forEach((token, i) => { found.push([token, isOpen && i === tokens.length - 1]); });
    });
    const telling = found.filter(pair => !W.isStopWord(pair[0]) || pair[1]);
    (telling.length ? telling : found).slice(0, MOST).forEach(pair => {
      const term = W.stem(pair[0]);
      if (seen.has(term) && !pair[1]) return;
      seen.add(term);
      query.words.push(pair[0]);
      query.groups.push(pair[1] ? [{ term: term }, { term: pair[0], prefix: true }] : [{ term: term }]);
    });
    return query;
  }

  /* Stretches of a script without spaces: every character is a word of the index, and their order counts. */
  function unspaced(part) {
    return part.split(/\s+/).map(sitegen.words.tokens).filter(run => run.length > 1 && run.every(sitegen.words.isUnspaced));
  }

  function holds(text, phrase) {
    const words = " " + sitegen.words.tokens(text).join(" ") + (phrase.isOpen ? "" : " ");
    return words.includes(" " + phrase.tokens.join(" ") + (phrase.isOpen ? "" : " "));
  }

  function hasPhrases(card, phrases) {
    return phrases.every(phrase => {
      return holds(card.body, phrase) || holds(card.title, phrase) || holds(card.by, phrase);
    });
  }

  /* Of *docs*, those whose stored text has every phrase word for word. */
  async function withPhrases(docs, phrases) {
    const kept = [];
    for (let from = 0; from < docs.length; from += 20) {
      const some = docs.slice(from, from + 20), cards = await sitegen.cards.cards(some);
      some.forEach((doc, n) => { if (hasPhrases(cards[n], phrases)) kept.push(doc); });
    }
    return kept;
  }

  /* Whether *other* is *word* with one letter more, less, changed, or changed about with its neighbour. */
  function isNear(word, other) {
    const shorter = Math.min(word.length, other.length);
    let from = 0, end = 0;
    while (from < shorter && word[from] === other[from]) from++;
    while (end < shorter - from && word[word.length - 1 - end] === other[other.length - 1 - end]) end++;
    const a = word.slice(from, word.length - end), b = other.slice(from, other.length - end);
    return (a.length <= 1 && b.length <= 1) || (a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0]);
  }

  /* Words of the archive one typing error away from *word*, the most frequent first. */
  async function near(word, most) {
    if (word.length < SHORTEST || /[0-9]/.test(word)) return [];
    const manifest = await sitegen.shelf.get("manifest");
    const lengths = [word.length, word.length - 1, word.length + 1].filter(length => manifest.words.includes(length));
    const lists = await sitegen.shelf.all(lengths.map(length => "words-" + length));
    return lists.flatMap(list => {
      return list.split(" ").filter(other => isNear(word, other) && other !== word).slice(0, most);
    }).slice(0, most);
  }

  /* Words of the archive at most two errors away from *word*. */
  async function suggestions(word, most) {
    const shorter = Array.from(word, (_, n) => word.slice(0, n) + word.slice(n + 1));
    const found = await Promise.all([word, ...shorter].map(other => near(other, most)));
    return Array.from(new Set(found.flat())).slice(0, most);
  }

  /* *query* with its unknown words replaced by near ones, and what was replaced; null when there is nothing to replace. */
  async function mended(query, unknown) {
    const instead = [], groups = query.groups.slice();
    for (const n of unknown) {
      const words = await near(query.words[n], 3);
      if (!words.length) continue;
      instead.push([query.words[n], words]);
      groups[n] = words.map(word => ({ term: sitegen.words.stem(word) }));
    }
    return instead.length ? { groups: groups, phrases: query.phrases, words: query.words, instead: instead } : null;
  }

  /* {docs, rank, isAll, isPhrase, instead, query}: what is found for *typed*, with one typing error a word mended where a word is unknown. */
  async function find(typed) {
    let query = parse(typed), found = await sitegen.index.find(query.groups, query.phrases.length > 0);
    const better = found.unknown.length ? await mended(query, found.unknown) : null;
    if (better) {
      query = better;
      query.phrases = [];
      found = await sitegen.index.find(query.groups, false);
    }
    let docs = found.docs, isCut = false;
    if (query.phrases.length) {
      const ranked = found.rank(docs).map(result => result.doc);
      isCut = docs.length > CANDIDATES;
      docs = (await withPhrases(ranked.slice(0, CANDIDATES), query.phrases)).sort((a, b) => a - b);
    }
    return { docs: docs, rank: found.rank, isAll: found.isAll, isCut: isCut, instead: query.instead || [], query: query };
  }

  sitegen.query = { parse: parse, find: find, suggestions: suggestions, isNear: isNear };
})((globalThis.sitegen = globalThis.sitegen || {}));
