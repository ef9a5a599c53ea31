// What pages do besides being read: “/” goes to the search, a button copies the citation. Nothing here is needed to read.
(function () {
  "use strict";
  const sitegen = (globalThis.sitegen = globalThis.sitegen || {});

  function isTyping(element) {
    return element instanceof HTMLElement && (element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName));
  }

  // The search field of this page; where it has none, the search page.
  sitegen.goToSearch = function () {
    const field = document.querySelector("input[type=search]");
    if (field) {
      field.focus();
      field.select();
    } else {
      location.href = document.body.dataset.search;
    }
  };

  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
      event.preventDefault();
      sitegen.goToSearch();
    }
  });

  // From a disk some browsers keep the clipboard closed; the text is selected then, ready for the keys.
  function copy(element, button) {
    const done = () => (button.textContent = "Copied");
    const select = () => {
      getSelection().selectAllChildren(element);
      button.textContent = "Selected, press Ctrl+C";
    };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(element.textContent).then(done, select);
    } else {
      select();
    }
  }

  for (const element of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => copy(element, button));
    element.after(button);
  }
})();
