/* The words of a text, as in sitegen/publish/search_words.py, and where they stand. */
((sitegen) => {
"use strict";

const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;
const INVISIBLE = /[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]/g;
const APOSTROPHES = /[‘’‚‛′`´ʹʻʼʽʾʿ＇]/g;
const LETTER = /[ßæœøđðłħıþŋςىیةک\u0660-\u0669\u06f0-\u06f9]/g;
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", þ: "th", ŋ: "n", ς: "σ", ى: "ي", ی: "ي", ة: "ه", ک: "ك" };
const RUN = /[\p{L}\p{N}\p{M}]+(?:['.][\p{L}\p{N}\p{M}]+)*/gu;
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3ffff}]/u;
const CHARACTERS = new RegExp(`${UNSPACED.source}|[^${UNSPACED.source.slice(1)}+`, "gu");
const PIECE = /[\p{L}\p{N}\p{M}]+(?:['’‘ʼ`´][\p{L}\p{N}\p{M}]+)*/gu;
const WHOLE = /[\p{L}\p{N}\p{M}](?:\S*[\p{L}\p{N}\p{M}])?/gu;

function fold(text) {
  const plain = text.replace(INVISIBLE, "").replace(APOSTROPHES, "'").normalize("NFKD").toLowerCase().replace(MARKS, "");
  return plain.replace(LETTER, (letter) => LETTERS[letter] || letter.charCodeAt(0) & 15);
}

/* Initials are one word. */
function parts(run) {
  return /^(?:\P{Nd}\.)+\P{Nd}$/u.test(run) ? run.replace(/\./g, "") : run.split(".");
}

function bare(word) {
  return word.replace(/^(?:[cdjlmnst]|qu)'(?=..)/u, "").replace(/'s$/, "").replace(/'/g, "");
}

function tokens(text) {
  const plain = fold(text).replace(/([0-9])[,.](?=[0-9]{3}(?![0-9]))/g, "$1");
  return (plain.match(RUN) || []).flatMap(parts).flatMap((word) => bare(word).match(CHARACTERS) || []);
}

function stem(token) {
  return /^[a-z]{3,}$/.test(token) ? lunr.stemmer(new lunr.Token(token)).toString() : token;
}

/* Where *text* has a word for which *isWanted* gives something: [start, end, what it gives]. */
function places(text, isWanted) {
  const found = [];
  for (const chunk of text.matchAll(/\S+/g)) {
    for (const piece of chunk[0].matchAll(tokens(chunk[0]).length > 1 ? PIECE : WHOLE)) {
      const wanted = tokens(piece[0]).map(isWanted).find(Boolean), start = chunk.index + piece.index;
      if (wanted) found.push([start, start + piece[0].length, wanted]);
    }
  }
  return found;
}

const isStopWord = (token) => lunr.stopWordFilter(token) === undefined;
const isUnspaced = (token) => UNSPACED.test(token);

sitegen.words = { tokens, stem, isStopWord, isUnspaced, places };
})((globalThis.sitegen ??= {}));
