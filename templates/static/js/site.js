// What a page does besides being read; nothing here is needed to read.
(function () {
  "use strict";
  const all = (selector, root) => (root || document).querySelectorAll(selector);

  // “/” goes to the field for searching; where a page has none, to the page that has.
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    const field = all("input[type=search]")[0];
    if (field) field.focus();
    else location.href = document.body.dataset.search;
  });

  // The browser highlights the target of an address; the other stretches of a quote follow.
  const follow = () => all("[data-of]").forEach((part) => part.classList.toggle("target", "#" + part.dataset.of === location.hash));
  addEventListener("hashchange", follow);
  follow();

  // A button copies the citation; where the clipboard is closed it selects it.
  all("[data-copy] + button").forEach((button) => {
    const text = button.previousElementSibling;
    const select = () => {
      getSelection().selectAllChildren(text);
      button.textContent = gettext`Selected: press Ctrl+C`;
    };
    button.className = "ready";
    button.onclick = () => {
      if (!navigator.clipboard) select();
      else navigator.clipboard.writeText(text.textContent).then(() => (button.textContent = gettext`Copied`), select);
    };
  });

  // A field narrows a list to the entries that hold what is typed.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/’/g, "'").toLowerCase();
  const box = all(".narrow")[0];
  if (!box) return;
  box.classList.add("ready");
  const [field, status] = all("input, span", box);
  field.oninput = () => {
    const wanted = plain(field.value).trim();
    let shown = 0;
    all("main > section").forEach((section) => {
      const entries = [...all(".lines > li", section)];
      entries.forEach((entry) => (entry.hidden = !plain(entry.textContent).includes(wanted)));
      const left = entries.filter((entry) => !entry.hidden).length;
      section.hidden = !left;
      shown += left;
    });
    status.textContent = wanted && gettext`${shown} shown`;
    document.body.classList.toggle("narrowed", wanted);
  };
})();
