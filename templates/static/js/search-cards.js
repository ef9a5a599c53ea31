/* What is known of a document of the index: its card, to show it, and its facts, to filter and sort it. */
(function (sitegen) {
  "use strict";

  var starts = null; /* the first document of each shard of texts */

  function typeOf(manifest, doc) {
    var number = doc - manifest.entities;
    var run = manifest.types.find(function (run) { return (number -= run[1]) < 0; });
    return run[0];
  }

  function textsOf(manifest, doc) {
    if (doc >= manifest.entities) return "names-" + Math.floor((doc - manifest.entities) / manifest.names);
    if (!starts) {
      var sum = 0;
      starts = manifest.texts.map(function (number) { return (sum += number) - number; });
    }
    return "texts-" + sitegen.index.shardOf(starts, doc);
  }

  function quoteCard(article, row) {
    var words = [];
    for (var i = 0; i < row[3].length; i += 2) words.push(article[3].slice(row[3][i], row[3][i + 1]));
    return { type: "quote", path: row[0], title: "", speaker: row[1], by: row[2], body: words.join(" "), source: article[1], outlet: article[4], date: article[5] };
  }

  function entityCard(row) {
    return { type: row[4], path: row[0], title: row[1], by: row[2], body: row[3] };
  }

  function articleCard(row) {
    return { type: "article", path: row[0], title: row[1], by: row[2], body: row[3], outlet: row[4], date: row[5] };
  }

  function cardIn(shard, number) {
    for (var row of shard) {
      if (number === 0) return articleCard(row);
      if (number <= row[6].length) return quoteCard(row, row[6][number - 1]);
      number -= 1 + row[6].length;
    }
    throw new Error("the search's files do not belong together");
  }

  /* The cards of *docs*, in their order. */
  async function cards(docs) {
    var manifest = await sitegen.shelf.get("manifest");
    var names = docs.map(function (doc) { return textsOf(manifest, doc); });
    var shards = await sitegen.shelf.all(names);
    return docs.map(function (doc, n) {
      if (doc >= manifest.entities) return entityCard(shards[n][(doc - manifest.entities) % manifest.names]);
      return cardIn(shards[n], doc - starts[Number(names[n].slice(6))]);
    });
  }

  /* The facts of *docs* in their order: type, outlet, year, speaker, date; empty where there is none. */
  async function facts(docs) {
    var manifest = await sitegen.shelf.get("manifest"), known = new Map();
    var wanted = new Set(docs.filter(function (doc) { return doc < manifest.entities; }).map(function (doc) { return Math.floor(doc / manifest.facts); }));
    for (var shard of await sitegen.shelf.all(Array.from(wanted, function (n) { return "facts-" + n; }))) {
      shard.forEach(function (row) {
        var doc = row[0], date = row[1], outlet = row[2];
        function note(type, speaker) {
          known.set(doc++, { type: type, outlet: outlet, year: date.slice(0, 4), speaker: speaker, date: date });
        }
        if (!row[3]) note("article", "");
        row[4].forEach(function (speaker) { note("quote", speaker); });
      });
    }
    return docs.map(function (doc) {
      return known.get(doc) || { type: typeOf(manifest, doc), outlet: "", year: "", speaker: "", date: "" };
    });
  }

  sitegen.cards = { cards: cards, facts: facts };
})((globalThis.sitegen = globalThis.sitegen || {}));
