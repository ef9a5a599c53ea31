/* The button that keeps the site for reading offline: only where a server gives the list of its files, with their size. */
((sitegen) => {
"use strict";

const { root, name, at, ask, kept, keep, LIST } = sitegen.offline;
const part = document.getElementById("offline"), [about, bar, button, status] = part.children, workers = navigator.serviceWorker;
let isBusy = false;

async function show() {
  const head = await (await ask(at(LIST), { Range: "bytes=0-299" })).text(); /* the whole list may be long */
  const told = head[0] === "#" ? head : await (await ask(at("bag-info.txt"))).text();
  const [, bytes, files] = told.match(/^(?:#|Bag-Size:) ([0-9]+) bytes in ([0-9]+) files$/m), isKept = await kept();
  const mb = (Math.ceil(bytes / 1e5) / 10).toLocaleString(gettext.locale), size = gettext`${mb} MB in ${files} files`;
  about.textContent = isKept ? gettext`Kept on this device: ${size}, renewed when online.` : gettext`The whole archive is ${size}.`;
  button.textContent = isKept ? gettext`Remove it` : gettext`Keep it for reading offline`;
  part.hidden = false;
}

async function remove() {
  await (await workers.getRegistration(root))?.unregister();
  await caches.delete(name);
  return gettext`It is removed.`;
}

async function fetchAll() {
  await workers.register(at("offline.js"));
  status.textContent = gettext`Fetching …`;
  bar.hidden = false;
  await keep((done, all) => Object.assign(bar, { value: done, max: all }));
  (await workers.ready).active.postMessage("");
  return gettext`It can be read without a network.`;
}

button.onclick = async () => {
  if (isBusy) return;
  isBusy = true;
  const done = (await kept()) ? remove() : fetchAll();
  status.textContent = await done.catch(({ message }) => gettext`It did not work: ${message}. Try again.`);
  isBusy = !(bar.hidden = true);
  await show();
};
if (workers && location.protocol !== "file:") show().catch(() => {});
})(globalThis.sitegen);
