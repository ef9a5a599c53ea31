// The tokens of each text on the standard input, a JSON list; their terms; and whether they are stop words.
"use strict";

const fs = require("node:fs");
const { ROOT, load } = require("./browser.js");

const { words } = load(ROOT);
const texts = JSON.parse(fs.readFileSync(0, "utf8"));
const known = texts.map((text) => [words.tokens(text), words.tokens(text).map(words.stem), words.tokens(text).map(words.isStopWord)]);
process.stdout.write(JSON.stringify(known));
