/* The shards, injected as scripts when wanted: the one way to read a file from a disk as from a server. */
((sitegen) => {
"use strict";

const KEPT = 4e6; /* characters of shards held at once */
const shelved = new Map(), waiting = new Map(), sizes = new Map();
let held = 0;

function inject(name) {
  const script = document.createElement("script"), manifest = shelved.get("manifest");
  script.src = `search/${name}.js${manifest ? `?v=${manifest.edition}` : ""}`;
  script.onload = () => script.remove();
  script.onerror = () => {
    script.remove();
    waiting.get(name).reject(new Error(gettext`search/${name}.js cannot be read`));
    waiting.delete(name);
  };
  document.head.append(script);
}

/* Called by the shards themselves. */
function put(name, json) {
  shelved.set(name, JSON.parse(json));
  sizes.set(name, json.length);
  held += json.length;
  waiting.get(name)?.resolve(shelved.get(name));
  waiting.delete(name);
  for (const old of shelved.keys()) {
    if (held <= KEPT) break;
    if (old === "manifest" || old === name) continue;
    held -= sizes.get(old);
    shelved.delete(old);
  }
}

/* A promise of what the shard *name* gives. */
function get(name) {
  if (shelved.has(name)) return Promise.resolve(shelved.get(name));
  if (!waiting.has(name)) {
    const wait = {};
    wait.promise = new Promise((resolve, reject) => Object.assign(wait, { resolve, reject }));
    waiting.set(name, wait);
    sitegen.shelf.inject(name);
  }
  return waiting.get(name).promise;
}

const all = (names) => Promise.all(names.map(get));

sitegen.shelf = { put, get, all, inject };
})((globalThis.sitegen ??= {}));
