/* A document's card, to show it, and its facts, to filter and sort it. */
((sitegen) => {
"use strict";

const { get, all } = sitegen.shelf;

function typeOf({ entities, types }, doc) {
  let number = doc - entities;
  return types.find(([, length]) => (number -= length) < 0)[0];
}

/* The number of the article that *doc* is, or that it is a quote of. */
const articleOf = (manifest, doc) => sitegen.index.shardOf(manifest.starts, doc);

const textsOf = (manifest, doc) => (doc < manifest.entities ? `texts-${articleOf(manifest, doc)}` : `names-${Math.floor((doc - manifest.entities) / manifest.names)}`);

const entityCard = ([path, title, by, body, type]) => ({ type, path, title, by, body });
const articleCard = ([path, title, by, body, outlet, date]) => ({ type: "article", path, title, by, body, outlet, date });

function quoteCard([, source, , text, outlet, date], [path, speaker, by, places, isIndirect]) {
  const parts = [];
  for (let i = 0; i < places.length; i += 2) parts.push(text.slice(places[i], places[i + 1]));
  return { type: "quote", path, title: "", by, body: parts.join(" … "), speaker, source, outlet, date, isIndirect };
}

async function cards(docs) {
  const manifest = await get("manifest"), names = docs.map((doc) => textsOf(manifest, doc)), shards = await all(names);
  return docs.map((doc, n) => {
    if (doc >= manifest.entities) return entityCard(shards[n][(doc - manifest.entities) % manifest.names]);
    const number = doc - manifest.starts[articleOf(manifest, doc)], row = number ? shards[n][6][number - 1] : shards[n];
    return (row.card ||= number ? quoteCard(shards[n], row) : articleCard(row));
  });
}

async function facts(docs) {
  const manifest = await get("manifest"), known = new Map();
  const wanted = new Set(docs.filter((doc) => doc < manifest.entities).map((doc) => `facts-${Math.floor(articleOf(manifest, doc) / manifest.facts)}`));
  for (const [number, date, outlet, speakers] of (await all([...wanted])).flat()) {
    const first = manifest.starts[number], common = { outlet, date, year: date.slice(0, 4) };
    known.set(first, { type: "article", speaker: "", ...common });
    speakers.forEach((speaker, n) => known.set(first + n + 1, { type: "quote", speaker, ...common }));
  }
  return docs.map((doc) => known.get(doc) || { type: typeOf(manifest, doc), outlet: "", year: "", speaker: "", date: "" });
}

sitegen.cards = { cards, facts, textsOf, articleOf };
})((globalThis.sitegen ??= {}));
