// Asks the shards of a folder and one lunr index of everything the same questions; prints what differs as JSON.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { load } = require("./browser.js");

const folder = process.argv[2];
const sitegen = load(folder);
const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
const whole = globalThis.lunr.Index.load(read("whole.json"));
const { TRAILING, NONE } = globalThis.lunr.Query.wildcard;
const { REQUIRED, OPTIONAL } = globalThis.lunr.Query.presence;

function askWhole(clauses, presence = OPTIONAL) {
  return whole.query((query) => {
    for (const { term, prefix } of clauses) query.term(term, { usePipeline: false, wildcard: prefix ? TRAILING : NONE, presence });
  });
}

/* Every document that the whole index has for *groups*, and its score. */
function expected(groups, needsAll) {
  const scores = new Map(askWhole(groups.flat()).map(({ ref, score }) => [Number(ref), score]));
  const sets = groups.map((group) => new Set(askWhole(group).map(({ ref }) => Number(ref))));
  const all = [...scores].filter(([doc]) => sets.every((set) => set.has(doc)));
  return new Map(all.length || needsAll ? all : scores);
}

/* Far below the third decimal: sums taken in another order differ in the last digits that a machine has. */
const same = (a, b) => Math.abs(a - b) < 1e-9;

/* Whether *ranked* is *wanted* by score: equal scores place by place, and each document with its own. */
function sameOrder(ranked, wanted) {
  const scores = [...wanted.values()].sort((a, b) => b - a);
  return ranked.every(({ doc, score = wanted.get(doc) }, n) => same(score, wanted.get(doc)) && same(score, scores[n]));
}

async function differs({ groups, needsAll }) {
  const found = await sitegen.index.find(groups, needsAll);
  const wanted = expected(groups, needsAll);
  const ranked = found.rank(found.docs);
  if (found.docs.join() !== [...wanted.keys()].sort((a, b) => a - b).join()) return "documents";
  if (ranked.length !== wanted.size || ranked.some(({ score }, n) => (score === undefined) !== n >= 200)) return "number";
  if (!sameOrder(ranked, wanted)) return "scores";
  if (!groups.some((group) => group.length > 1) && found.isAll) {
    const required = askWhole(groups.flat(), REQUIRED);
    if (required.length !== found.docs.length || !sameOrder(ranked, new Map(required.map(({ ref, score }) => [Number(ref), score])))) return "required";
  }
  return null;
}

(async () => {
  const questions = read("questions.json");
  const wrong = [];
  let answered = 0;
  for (const question of questions) {
    const difference = await differs(question);
    if (difference) wrong.push({ difference, question });
    if (expected(question.groups, question.needsAll).size) answered += 1;
  }
  process.stdout.write(JSON.stringify({ asked: questions.length, answered, wrong }));
})();
