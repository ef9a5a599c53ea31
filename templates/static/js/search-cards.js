/* What is known of a document of the index: its card, to show it, and its facts, to filter and sort it. */
((sitegen) => {
"use strict";

const { get, all } = sitegen.shelf;
let starts = null; /* the first document of each shard of texts */

function typeOf({ entities, types }, doc) {
  let number = doc - entities;
  return types.find(([, length]) => (number -= length) < 0)[0];
}

function textsOf({ entities, names, texts }, doc) {
  if (doc >= entities) return `names-${Math.floor((doc - entities) / names)}`;
  let sum = 0;
  starts ||= texts.map((length) => (sum += length) - length);
  return `texts-${sitegen.index.shardOf(starts, doc)}`;
}

function entityCard([path, title, by, body, type]) {
  return { type, path, title, by, body };
}

function articleCard([path, title, by, body, outlet, date]) {
  return { type: "article", path, title, by, body, outlet, date };
}

function quoteCard([, source, , text, outlet, date], [path, speaker, by, places, isIndirect]) {
  const parts = [];
  for (let i = 0; i < places.length; i += 2) parts.push(text.slice(places[i], places[i + 1]));
  return { type: "quote", path, title: "", by, body: parts.join(" "), speaker, source, outlet, date, isIndirect };
}

function cardIn(shard, number) {
  for (const article of shard) {
    const quotes = article[6];
    if (number === 0) return articleCard(article);
    if (number <= quotes.length) return quoteCard(article, quotes[number - 1]);
    number -= 1 + quotes.length;
  }
  throw new Error("the files of the search do not belong together");
}

/* The cards of *docs*, in their order. */
async function cards(docs) {
  const manifest = await get("manifest"), names = docs.map((doc) => textsOf(manifest, doc)), shards = await all(names);
  return docs.map((doc, n) => {
    if (doc >= manifest.entities) return entityCard(shards[n][(doc - manifest.entities) % manifest.names]);
    return cardIn(shards[n], doc - starts[names[n].slice(6)]);
  });
}

/* The facts of *docs* in their order: type, outlet, year, speaker, date; empty where there is none. */
async function facts(docs) {
  const manifest = await get("manifest"), known = new Map();
  const wanted = new Set(docs.filter((doc) => doc < manifest.entities).map((doc) => `facts-${Math.floor(doc / manifest.facts)}`));
  for (const [first, date, outlet, isContinued, speakers] of (await all([...wanted])).flat()) {
    const common = { outlet, date, year: date.slice(0, 4) };
    if (!isContinued) known.set(first, { type: "article", speaker: "", ...common });
    speakers.forEach((speaker, n) => known.set(first + n + !isContinued, { type: "quote", speaker, ...common }));
  }
  return docs.map((doc) => known.get(doc) || { type: typeOf(manifest, doc), outlet: "", year: "", speaker: "", date: "" });
}

sitegen.cards = { cards, facts };
})((globalThis.sitegen ??= {}));
