/* What was typed, as words and phrases, and what is found for it. Nothing typed is a language. */
((sitegen) => {
"use strict";

const MOST = 24; /* words of a query that are looked at */
const CANDIDATES = 600; /* articles whose text is looked through for a phrase */
const SHORTEST = 4; /* letters of a word that may hold a typing error */
const { tokens, stem, isStopWord, isUnspaced } = sitegen.words;

/* {groups, phrases, words}: for each word the clauses of which one is enough; the last may be unfinished. */
function parse(typed) {
  const phrases = [], found = [], query = { groups: [], phrases, words: [] };
  typed.replace(/[“”„‟«»]/g, '"').split('"').forEach((part, n, parts) => {
    const words = tokens(part), isOpen = n === parts.length - 1 && /[\p{L}\p{N}\p{M}]$/u.test(part);
    if (n % 2 && words.length) phrases.push({ words, isOpen });
    if (n % 2 === 0) phrases.push(...unspaced(part));
    words.forEach((word, i) => found.push({ word, isOpen: isOpen && i === words.length - 1 }));
  });
  const telling = found.filter(({ word, isOpen }) => isOpen || !isStopWord(word));
  (telling.length ? telling : found).slice(0, MOST).forEach(({ word, isOpen }) => {
    if (query.words.includes(word)) return;
    query.words.push(word);
    query.groups.push([{ term: stem(word) }].concat(isOpen ? { term: word, prefix: true } : []));
  });
  return query;
}

/* A script without spaces makes phrases: each character is a word. */
function unspaced(part) {
  const runs = part.split(/\s+/).map(tokens).filter((words) => words.length > 1 && words.every(isUnspaced));
  return runs.map((words) => ({ words, isOpen: false }));
}

function holds(card, { words, isOpen }) {
  card.told ||= ["body", "title", "by"].map((name) => ` ${tokens(card[name]).join(" ")} `);
  return card.told.some((text) => text.includes(` ${words.join(" ")}${isOpen ? "" : " "}`));
}

/* Of *docs*, those that may hold *phrases*: it is known which articles have two common words side by side. */
async function besides(docs, phrases, manifest) {
  const keys = phrases.flatMap(({ words, isOpen }) => words.slice(1, isOpen ? -1 : undefined).map((word, n) => `${stem(words[n])} ${stem(word)}`));
  const shards = await sitegen.shelf.all(manifest.pairs[0] ? keys.map((key) => `pairs-${sitegen.index.shardOf(manifest.pairs, key)}`) : []);
  return shards.reduce((kept, shard, n) => {
    const gaps = (shard.find(([key]) => key === keys[n]) || [])[1];
    let number = 0;
    const known = gaps && new Set(gaps.map((gap) => (number += gap)));
    return known ? kept.filter((doc) => doc >= manifest.entities || known.has(sitegen.cards.articleOf(manifest, doc))) : kept;
  }, docs);
}

/* Of *docs*, those whose text has every phrase word for word. */
async function withPhrases(docs, phrases) {
  const kept = [];
  for (let from = 0; from < docs.length; from += 20) {
    const some = docs.slice(from, from + 20), cards = await sitegen.cards.cards(some);
    kept.push(...some.filter((_, n) => phrases.every((phrase) => holds(cards[n], phrase))));
  }
  return kept.sort((a, b) => a - b);
}

/* One letter more, less, another, or two changed about: never both the first and the last. */
function isNear(word, other) {
  if (word[0] !== other[0] && word.at(-1) !== other.at(-1)) return false;
  const shorter = Math.min(word.length, other.length);
  let from = 0, end = 0;
  while (from < shorter && word[from] === other[from]) from++;
  while (end < shorter - from && word.at(-1 - end) === other.at(-1 - end)) end++;
  const a = word.slice(from, word.length - end), b = other.slice(from, other.length - end);
  return (a.length <= 1 && b.length <= 1) || (a.length === 2 && b === a[1] + a[0]);
}

/* Words of the archive one typing error away from *word*, the frequent first. */
async function near(word) {
  if (word.length < SHORTEST || /[0-9]/.test(word)) return [];
  const known = (await sitegen.shelf.get("manifest")).words;
  const lengths = [0, -1, 1].map((more) => word.length + more).filter((length) => known.includes(length));
  const lists = await sitegen.shelf.all(lengths.map((length) => `words-${length}`));
  return lists.flatMap((list) => list.split(" ").filter((other) => other !== word && isNear(word, other))).slice(0, 3);
}

/* Words of the archive at most two errors away. */
async function suggestions(query) {
  const forms = query.words.flatMap((word) => [word, ...Array.from(word, (_, n) => word.slice(0, n) + word.slice(n + 1))]);
  return [...new Set((await Promise.all(forms.map(near))).flat())].slice(0, 5);
}

/* *query* with near words for its *unknown* ones. */
async function mended(query, unknown) {
  const instead = [], groups = [...query.groups];
  for (const n of unknown) {
    const words = await near(query.words[n]);
    if (!words.length) continue;
    instead.push([query.words[n], words]);
    groups[n] = words.map((word) => ({ term: stem(word) }));
  }
  return { groups, phrases: instead.length ? [] : query.phrases, words: query.words, instead };
}

async function find(typed) {
  let query = parse(typed), found = await sitegen.index.find(query.groups, query.phrases.length > 0), isCut = false;
  query = await mended(query, found.unknown);
  if (query.instead.length) found = await sitegen.index.find(query.groups, false);
  if (query.phrases.length) {
    const manifest = await sitegen.shelf.get("manifest"), docs = await besides(found.docs, query.phrases, manifest);
    isCut = new Set(docs.map((doc) => sitegen.cards.textsOf(manifest, doc))).size > CANDIDATES;
    found.docs = await withPhrases(isCut ? found.rank(docs).slice(0, CANDIDATES).map(({ doc }) => doc) : docs, query.phrases);
  }
  return { ...found, isCut, query };
}

sitegen.query = { parse, find, suggestions, isNear };
})((globalThis.sitegen ??= {}));
