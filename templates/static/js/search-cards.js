/* What is known of a document of the index: its card, to show it, and its facts, to filter and sort it. */
((sitegen) => {
  "use strict";

  let starts = null; /* the first document of each shard of texts */

  function typeOf(manifest, doc) {
    let number = doc - manifest.entities;
    const run = manifest.types.find(run => (number -= run[1]) < 0);
    return run[0];
  }

  function textsOf(manifest, doc) {
    if (doc >= manifest.entities) return "names-" + Math.floor((doc - manifest.entities) / manifest.names);
    if (!starts) {
      let sum = 0;
      starts = manifest.texts.map(number => (sum += number) - number);
    }
    return "texts-" + sitegen.index.shardOf(starts, doc);
  }

  function quoteCard(article, row) {
    const words = [];
    for (let i = 0; i < row[3].length; i += 2) words.push(article[3].slice(row[3][i], row[3][i + 1]));
    return { type: "quote", path: row[0], title: "", speaker: row[1], by: row[2], body: words.join(" "), source: article[1], outlet: article[4], date: article[5] };
  }

  function entityCard(row) {
    return { type: row[4], path: row[0], title: row[1], by: row[2], body: row[3] };
  }

  function articleCard(row) {
    return { type: "article", path: row[0], title: row[1], by: row[2], body: row[3], outlet: row[4], date: row[5] };
  }

  function cardIn(shard, number) {
    for (const row of shard) {
      if (number === 0) return articleCard(row);
      if (number <= row[6].length) return quoteCard(row, row[6][number - 1]);
      number -= 1 + row[6].length;
    }
    throw new Error("the search's files do not belong together");
  }

  /* The cards of *docs*, in their order. */
  async function cards(docs) {
    const manifest = await sitegen.shelf.get("manifest");
    const names = docs.map(doc => textsOf(manifest, doc));
    const shards = await sitegen.shelf.all(names);
    return docs.map((doc, n) => {
      if (doc >= manifest.entities) return entityCard(shards[n][(doc - manifest.entities) % manifest.names]);
      return cardIn(shards[n], doc - starts[Number(names[n].slice(6))]);
    });
  }

  /* The facts of *docs* in their order: type, outlet, year, speaker, date; empty where there is none. */
  async function facts(docs) {
    const manifest = await sitegen.shelf.get("manifest"), known = new Map();
    const wanted = new Set(docs.filter(doc => doc < manifest.entities).map(doc => Math.floor(doc / manifest.facts)));
    for (const shard of await sitegen.shelf.all(Array.from(wanted, n => "facts-" + n))) {
      shard.forEach(row => {
        let doc = row[0], date = row[1], outlet = row[2];
        function note(type, speaker) {
          known.set(doc++, { type: type, outlet: outlet, year: date.slice(0, 4), speaker: speaker, date: date });
        }
        if (!row[3]) note("article", "");
        row[4].forEach(speaker => { note("quote", speaker); });
      });
    }
    return docs.map(doc => {
      return known.get(doc) || { type: typeOf(manifest, doc), outlet: "", year: "", speaker: "", date: "" };
    });
  }

  sitegen.cards = { cards: cards, facts: facts };
})((globalThis.sitegen = globalThis.sitegen || {}));
