/* The search page: the form, the answers as a list, the filters, the keyboard. Texts become text nodes, never markup. */
((sitegen) => {
  "use strict";

  const SHOWN = 10, PAUSE = 150;
  const FILTERS = ["type", "outlet", "year", "speaker"];
  const TYPES = { article: "Article", quote: "Quote", person: "Person", organization: "Organisation", place: "Place" };
  const form = document.getElementById("search-form");
  if (!form) return;
  const input = form.elements.namedItem("q"), sort = form.elements.namedItem("sort");
  const status = document.getElementById("search-status"), list = document.getElementById("search-results");
  const more = document.getElementById("search-more"), near = document.getElementById("search-near"), controls = document.getElementById("search-controls");
  let asked = 0, timer = 0, answer = null;

  function filter(name) {
    return form.elements.namedItem(name);
  }

  function element(name, className, content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...[].concat(content));
    return made;
  }

  function plural(number, noun) {
    return number.toLocaleString("en") + " " + noun + (number === 1 ? "" : "s");
  }

  function facet(fact, name) {
    return name === "speaker" && fact.type === "quote" ? fact.speaker || "-" : fact[name];
  }

  function label(name, value) {
    return name === "type" ? TYPES[value] : value === "-" ? "Speaker not identified" : value;
  }

  /* Whether *fact* passes the filters; *except* is not asked, so that its other values can be counted. */
  function passes(fact, except) {
    return FILTERS.every(name => name === except || !filter(name).value || facet(fact, name) === filter(name).value);
  }

  function fill(name, facts) {
    const select = filter(name), chosen = select.value, counts = new Map();
    facts.forEach(fact => {
      const value = facet(fact, name);
      if (value && passes(fact, name)) counts.set(value, (counts.get(value) || 0) + 1);
    });
    if (chosen && !counts.has(chosen)) counts.set(chosen, 0);
    const values = Array.from(counts.keys()).sort((a, b) => {
      return name === "year" ? (a < b ? 1 : -1) : counts.get(b) - counts.get(a) || (a < b ? -1 : 1);
    });
    select.replaceChildren(select.options[0]);
    values.forEach(value => { select.add(new Option(label(name, value) + " (" + counts.get(value) + ")", value, false, value === chosen)); });
    select.closest("label").hidden = values.length < 2 && !chosen;
  }

  function byDate(docs, facts, sign) {
    return docs.map((doc, n) => [doc, facts[n].date]).sort((a, b) => {
      if (!a[1] !== !b[1]) return a[1] ? -1 : 1;
      return a[1] === b[1] ? a[0] - b[0] : a[1] < b[1] ? -sign : sign;
    }).map(pair => pair[0]);
  }

  function said(found, shown) {
    let count = (found.isCut ? "At least " : "") + plural(shown, "result");
    if (shown < found.docs.length) count += " of " + found.docs.length.toLocaleString("en");
    if (!found.docs.length) return found.query.phrases.length ? "Nothing has exactly these words." : "Nothing found.";
    if (found.instead.length) {
      return found.instead.map(pair => "Nothing has “" + pair[0] + "”. ").join("") + count + " for " +
        found.instead.map(pair => pair[1].map(word => "“" + word + "”").join(" or ")).join(" and ") + ".";
    }
    if (!found.isAll) return "Nothing has all of these words. " + count + " with some of them.";
    return count + (found.query.phrases.length ? " with exactly these words." : ".");
  }

  function meta(card) {
    const parts = [TYPES[card.type]];
    if (card.type === "quote") parts.push(card.speaker || "speaker not identified", card.source);
    if (card.outlet) parts.push(card.outlet);
    if (card.type === "article" || card.type === "quote") parts.push(card.date || "date not found");
    else if (card.by) parts.push("also " + card.by);
    return element("p", "search-meta", parts.flatMap((part, n) => {
      return n ? [" · ", element("bdi", "", part)] : [element("span", "search-type", part)];
    }));
  }

  function item(card, isWanted) {
    const snippet = sitegen.snippet.snippet, isQuote = card.type === "quote";
    const link = element("a", "", isQuote ? ["“", snippet(card.body, isWanted, 260), "”"] : snippet(card.title, isWanted, 300));
    link.href = card.path;
    link.dir = "auto";
    const made = element("li", "", [element("h2", "", link), meta(card)]);
    if (card.body && !isQuote) made.append(element("p", "search-snippet", snippet(card.body, isWanted, 240)));
    if (made.lastChild.className === "search-snippet") made.lastChild.dir = "auto";
    return made;
  }

  async function show(turn, from) {
    const docs = answer.order.slice(from, from + SHOWN), cards = await sitegen.cards.cards(docs);
    if (turn !== asked) return;
    status.textContent = answer.said;
    const isWanted = sitegen.snippet.wanted(answer.query), items = cards.map(card => item(card, isWanted));
    if (from === 0) list.replaceChildren(...items);
    else list.append(...items);
    more.hidden = answer.order.length <= from + SHOWN;
    if (from && items.length) items[0].querySelector("a").focus();
  }

  async function suggest(turn, query) {
    const words = (await Promise.all(query.words.map(word => sitegen.query.suggestions(word, 3)))).flat();
    if (turn !== asked || !words.length) return;
    near.replaceChildren("Did you mean ", ...words.flatMap((word, n) => {
      const link = element("a", "", word);
      link.href = "?q=" + encodeURIComponent(word);
      return n ? [", ", link] : [link];
    }), "?");
    near.hidden = false;
  }

  function remember() {
    const kept = new URLSearchParams();
    ["q", ...FILTERS, "sort"].forEach(name => { if (form.elements.namedItem(name).value) kept.set(name, form.elements.namedItem(name).value); });
    history.replaceState(null, "", kept.size || kept.toString() ? "?" + kept : location.pathname);
  }

  function clear() {
    list.replaceChildren();
    [more, near, controls].forEach(part => { part.hidden = true; });
    status.textContent = "";
  }

  async function order(found) {
    const isNarrowed = sort.value || FILTERS.some(name => filter(name).value);
    if (!isNarrowed) return found.docs;
    const facts = await sitegen.cards.facts(found.docs);
    return found.docs.filter((_, n) => passes(facts[n]));
  }

  async function ask(turn) {
    const found = await sitegen.query.find(input.value);
    const docs = await order(found);
    const ranked = sort.value
      ? byDate(docs, await sitegen.cards.facts(docs), sort.value === "newest" ? -1 : 1)
      : found.rank(docs).map(result => result.doc);
    if (turn !== asked) return;
    answer = { order: ranked, query: found.query, said: said(found, docs.length) };
    near.hidden = true;
    await show(turn, 0);
    if (turn !== asked) return;
    if (!found.docs.length) await suggest(turn, found.query);
    const facts = await sitegen.cards.facts(found.docs);
    if (turn !== asked) return;
    FILTERS.forEach(name => { fill(name, facts); });
    controls.hidden = !found.docs.length;
  }

  function search() {
    const turn = ++asked;
    clearTimeout(timer);
    remember();
    if (!input.value.trim()) return clear();
    ask(turn).catch(error => {
      if (turn === asked) status.textContent = "The search did not work: " + error.message + ".";
    });
  }

  /* The links of the results, for the arrow keys. */
  function move(event) {
    const links = Array.from(list.querySelectorAll("h2 a")), at = links.indexOf(document.activeElement);
    if (!links.length || (at < 0 && document.activeElement !== input)) return;
    event.preventDefault();
    (links[at + (event.key === "ArrowDown" ? 1 : -1)] || (event.key === "ArrowDown" ? links[at] : input)).focus();
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    search();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  form.addEventListener("change", event => { if (event.target !== input) search(); });
  more.addEventListener("click", () => { show(asked, list.children.length); });
  document.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event);
  });

  const given = new URLSearchParams(location.search);
  input.value = given.get("q") || "";
  if (["oldest", "newest"].includes(given.get("sort"))) sort.value = given.get("sort");
  FILTERS.forEach(name => {
    const value = given.get(name);
    if (value && (name !== "type" || TYPES[value])) filter(name).add(new Option(label(name, value), value, false, true));
  });
  if (input.value) search();
})((globalThis.sitegen = globalThis.sitegen || {}));
