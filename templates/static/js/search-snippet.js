/* A stretch of a text around the words that were looked for, and those words marked. */
((sitegen) => {
  "use strict";

  const BEFORE = 60; /* characters shown before the first word found */

  /* token -> what it stands for among what *query* looks for, or nothing. */
  function wanted(query) {
    const terms = new Set(), beginnings = [];
    query.groups.flat().forEach(clause => {
      if (clause.prefix) beginnings.push(clause.term);
      else terms.add(clause.term);
    });
    query.phrases.forEach(function (phrase) { phrase.tokens.forEach(token => { terms.add(sitegen.words.stem(token)); }); });
    return token => {
      const term = sitegen.words.stem(token);
      return terms.has(term) ? term : beginnings.find(beginning => token.startsWith(beginning));
    };
  }

  /* Where a stretch of *length* with the most different words begins; of equal ones the one with them closest together. */
  function bestStart(places, length) {
    let best = 0, most = -Infinity;
    places.forEach((place, n) => {
      const seen = new Set();
      let end = place[1];
      for (let i = n; i < places.length && places[i][1] <= place[0] + length - BEFORE; i++) {
        if (!seen.has(places[i][2])) end = places[i][1];
        seen.add(places[i][2]);
      }
      const worth = seen.size * 1e4 - (end - place[0]);
      if (worth > most) {
        most = worth;
        best = place[0];
      }
    });
    return best;
  }

  /* *text* cut to about *length* characters at spaces: [start, end]. */
  function stretch(text, places, length) {
    if (text.length <= length) return [0, text.length];
    let start = Math.max(0, Math.min(bestStart(places, length) - BEFORE, text.length - length));
    let end = start + length;
    if (start > 0) start = text.indexOf(" ", start) + 1 || start;
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + 1);
    return [start, end];
  }

  /* A fragment with a stretch of *text*, its wanted words in <mark>. */
  function snippet(text, isWanted, length) {
    const places = sitegen.words.places(text, isWanted), cut = stretch(text, places, length);
    let at = cut[0];
    const fragment = document.createDocumentFragment();
    if (at > 0) fragment.append("… ");
    places.forEach(place => {
      if (place[0] < at || place[1] > cut[1]) return;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(place[0], place[1]);
      fragment.append(text.slice(at, place[0]), mark);
      at = place[1];
    });
    fragment.append(text.slice(at, cut[1]), cut[1] < text.length ? " …" : "");
    return fragment;
  }

  sitegen.snippet = { snippet: snippet, wanted: wanted, stretch: stretch };
})((globalThis.sitegen = globalThis.sitegen || {}));
