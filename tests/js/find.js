// What the search of a folder finds for each text of questions.json, as numbers of documents.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { load } = require("./browser.js");

const folder = process.argv[2];
const { query } = load(folder);

(async () => {
  const found = [];
  for (const typed of JSON.parse(fs.readFileSync(path.join(folder, "questions.json"), "utf8"))) {
    found.push((await query.find(typed)).docs);
  }
  process.stdout.write(JSON.stringify(found));
})();
