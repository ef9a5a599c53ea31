// The tokenizer and the stemmer, on the vectors that Python shares, and what is marked in a snippet.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { ROOT, load } = require("./browser.js");

const { words, snippet } = load(ROOT);
const vectors = JSON.parse(fs.readFileSync(path.join(ROOT, "tests/cases/tokens.json"), "utf8"));

for (const vector of vectors) {
  test(`words of ${JSON.stringify(vector.text)}`, () => {
    assert.deepEqual(words.tokens(vector.text), vector.tokens);
    assert.deepEqual(words.tokens(vector.text).map(words.stem), vector.terms);
  });
}

const marked = (text, ...wanted) =>
  words.places(text, (token) => (wanted.includes(words.stem(token)) ? token : undefined)).map(([start, end]) => text.slice(start, end));

test("a word is marked without the marks around it", () => {
  assert.deepEqual(marked("He said, “Waiting,” and waited.", "wait"), ["Waiting", "waited"]);
});

test("of two words without a space only the wanted one is marked", () => {
  assert.deepEqual(marked("the plan—the Harrow plan", "plan"), ["plan", "plan"]);
  assert.deepEqual(marked("Samir al-Hadi’s brother", "hadi"), ["Hadi’s"]);
});

test("initials are marked whole", () => {
  assert.deepEqual(marked("the U.N., he said", "un"), ["U.N"]);
});

test("a snippet begins shortly before the most of the words", () => {
  const text = `harbour ${"filler ".repeat(80)}the harbour master and the tide ${"filler ".repeat(80)}`;
  const places = words.places(text, (token) => (["harbour", "master", "tide"].includes(token) ? token : undefined));
  const [start, end] = snippet.stretch(text, places, 120);
  assert.ok(text.slice(start, end).includes("harbour master and the tide"));
  assert.ok(end - start <= 120);
});

test("a short text is shown whole", () => {
  assert.deepEqual(snippet.stretch("a few words", [], 120), [0, 11]);
});
