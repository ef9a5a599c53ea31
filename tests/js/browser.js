// The site's classic scripts, as a page would load them, and shards read from a folder instead of injected.
"use strict";

globalThis.gettext = String.raw; // as the build does in English

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const ROOT = path.resolve(__dirname, "../..");
const SCRIPTS = ["words", "shelf", "index", "cards", "query", "snippet"].map((name) => `templates/static/js/search-${name}.js`);

function run(file) {
  vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
}

/* globalThis.lunr and globalThis.sitegen, with the shards of *folder*. */
function load(folder) {
  run(path.join(ROOT, "sitegen/lunr.js"));
  for (const script of SCRIPTS) run(path.join(ROOT, script));
  globalThis.sitegen.shelf.inject = (name) => setImmediate(() => run(path.join(folder, "search", `${name}.js`)));
  return globalThis.sitegen;
}

module.exports = { ROOT, load, run };
