// What typed text is taken for, and which words are near each other.
"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { ROOT, load } = require("./browser.js");

const { query, index, snippet } = load(ROOT);
const typed = (text) => query.parse(text).groups.map((group) => group.map(({ term, prefix }) => term + (prefix ? "…" : "")));
const phrases = (text) => query.parse(text).phrases.map(({ words, isOpen }) => words.join(" ") + (isOpen ? "…" : ""));

test("words are stemmed, the last may be unfinished", () => {
  assert.deepEqual(typed("ferries waiting"), [["ferri"], ["wait", "waiting…"]]);
  assert.deepEqual(typed("ferries waiting "), [["ferri"], ["wait"]]);
  assert.deepEqual(typed("the U.N."), [["un"]]);
});

test("stop words are left out where there are others", () => {
  assert.deepEqual(typed("the end of the strike "), [["end"], ["strike"]]);
  assert.deepEqual(typed("to be or not "), [["to"], ["be"], ["or"], ["not"]]);
});

test("phrases are kept word for word, in every kind of quotation marks", () => {
  for (const marks of ['"will not sail"', "“will not sail”", "«will not sail»", "„will not sail“"]) {
    assert.deepEqual(phrases(marks), ["will not sail"]);
  }
  assert.deepEqual(phrases('the pilot said "we will no'), ["we will no…"]);
  assert.deepEqual(phrases('"we" and "they will"'), ["we", "they will"]);
  assert.deepEqual(phrases('"" nothing'), []);
});

test("a script without spaces is a phrase by itself", () => {
  assert.deepEqual(phrases("東京都"), ["東 京 都"]);
  assert.deepEqual(phrases("tokyo"), []);
});

test("nothing typed is lunr's language", () => {
  assert.deepEqual(typed("title:alphabet~20^3 -not +must *all "), [["titl"], ["alphabet"], ["20"], ["3"]]);
  for (const odd of ["", " ", "+ -", "^", "~", "*", ":", "\\", "“”", "__"]) assert.deepEqual(typed(odd), []);
  assert.deepEqual(typed("constructor __proto__ "), [["constructor"], ["proto"]]);
});

test("a query has an end", () => {
  assert.equal(query.parse(Array.from({ length: 500 }, (_, n) => `w${n}`).join(" ")).groups.length, 24);
});

test("one typing error is near, two are not", () => {
  for (const other of ["habour", "harbbour", "harpour", "harobur", "arbour", "harbours", "sharbour"]) assert.ok(query.isNear("harbour", other), other);
  for (const other of ["habor", "harrbouur", "rabhour", "harbo", ""]) assert.ok(!query.isNear("harbour", other), other);
  assert.ok(query.isNear("aab", "ab"));
});

test("the shard of a term is found among the first terms, in the order of UTF-16", () => {
  const firsts = ["abc", "harbour", "tide", "\ud83d\ude42", "\ufb01"];
  assert.deepEqual(["a", "abc", "g", "harbour", "zz", "\ud83d\ude43", "\uffff"].map((term) => index.shardOf(firsts, term)), [0, 0, 0, 1, 2, 3, 4]);
});

const found = (asked, text) => snippet.finder(query.parse(asked))(text).map(([start, end]) => text.slice(start, end));

test("of a phrase only the whole is marked", () => {
  assert.deepEqual(found('"will not sail"', "They will sail. We will not sail, she said."), ["will", "not", "sail"]);
  assert.deepEqual(found("will not sail ", "They will sail. We will not sail, she said."), ["sail", "sail"]);
  assert.deepEqual(found('"not at nig', "not at all, not at night"), ["not", "at", "night"]);
});

test("an unfinished word marks what it may become", () => {
  assert.deepEqual(found("ferr", "The ferries and the Ferrymen of a fern"), ["ferries", "Ferrymen"]);
});
