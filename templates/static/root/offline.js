/* Keeps the site for reading without a network, once the reader has asked for it: the search page does so, and the service worker that
   this script also is. Every file lies in the cache under its address and digest; which of them are the site says the list, put last. */
((sitegen) => {
"use strict";

const LIST = "manifest-sha256.txt"; /* a bag lists its data in it, all else in "tag" and this name */
const AT_ONCE = 6, PATIENCE = 4000, BETWEEN = 60000; /* files; milliseconds to wait for a network, and between two looks for changes */
const isPage = "document" in globalThis;
const root = new URL(".", isPage ? document.currentScript.src : location.href).href, name = `sitegen ${root}`;
const at = (path) => new URL(path.replace(/[%#]/g, encodeURIComponent), root).href;
const ask = (url, headers) => fetch(url, { cache: "no-cache", headers });
const read = async (answer) => (answer?.ok ? answer.text() : "");
const find = (url) => caches.match(url, { cacheName: name });
const kept = async () => read(await find(at(LIST)));

/* address -> its place in the cache; what begins with a dot or an underscore is for servers. */
function listed(text) {
  const lines = [...text.matchAll(/^([0-9a-f]{64}) {2}([^._\n].*)$/gm)];
  return new Map(lines.map(([, digest, path]) => [at(path), `${at(path)}?${digest}`]));
}

async function whole() {
  const text = await read(await ask(at(LIST))), rest = text[0] === "#" ? "\n" : await read(await ask(at(`tag${LIST}`)));
  return rest && text + rest;
}

/* Fetches what is new, telling how many of how many files are there; then the new list takes the place of the old. */
async function keep(tell) {
  const text = await whole(), files = listed(text);
  if (!files.size || text === (await kept())) return;
  const cache = await caches.open(name), there = new Set((await cache.keys()).map(({ url }) => url)), missing = [...files].filter(([, place]) => !there.has(place));
  let done = files.size - missing.length;
  async function some() {
    for (let next; (next = missing.pop()); tell?.(++done, files.size)) {
      const answer = await ask(next[0]);
      if (!answer.ok) throw new Error(gettext`${next[0]} cannot be read`);
      /* Only the content: a browser takes no page from an answer that was led elsewhere. */
      await cache.put(next[1], new Response(await answer.blob()));
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, some)).finally(() => (missing.length = 0));
  await cache.put(at(LIST), new Response(text));
  const wanted = new Set([at(LIST), ...files.values()]);
  for (const place of there) if (!wanted.has(place)) await cache.delete(place);
}

sitegen.offline = { root, name, at, ask, kept, keep, LIST };
if (isPage) return;

let list, looked = 0;

async function fromCache(request) {
  const url = request.url.replace(/[?#].*/, "");
  list ||= listed(await kept());
  return find(["", ".html", "index.html"].map((end) => list.get(url + end)).find(Boolean) || url);
}

/* What the network has where there is one; else what is kept. */
async function answer(request) {
  const now = fetch(request).catch(() => null), late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => fromCache(request));
  const first = await Promise.race([now, late]);
  return first?.status < 500 ? first : (await fromCache(request)) || (await now) || Response.error();
}

async function refresh() {
  if (Date.now() < looked + BETWEEN || !(await kept())) return;
  looked = Date.now();
  await keep().catch(() => {});
  list = null;
}

oninstall = () => skipWaiting();
onactivate = (event) => event.waitUntil(clients.claim());
onmessage = () => (list = null);
onfetch = (event) => {
  if (event.request.method !== "GET" || !event.request.url.startsWith(root)) return;
  event.respondWith(answer(event.request));
  if (event.request.mode === "navigate") event.waitUntil(refresh());
};
})((globalThis.sitegen ??= {}));
