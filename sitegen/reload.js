/* Loaded by every page of the preview: shows the page anew after a build, and says what went wrong with the last one. */
(function () {
  "use strict";
  var shown = new URL(document.currentScript.src).searchParams.get("build");
  var events = null;
  var box = null;

  function tell(message) {
    if (box) {
      box.remove();
      box = null;
    }
    if (!message) {
      return;
    }
    box = document.createElement("pre");
    box.setAttribute("role", "alert");
    box.id = "preview-error";
    box.textContent = message;
    box.style.cssText =
      "position:fixed;inset:auto 0 0 0;z-index:2147483647;margin:0;padding:1rem;max-height:50vh;overflow:auto;" +
      "white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.5 monospace;color:#fff;background:#7a1022;border-top:4px solid #ff8a9a";
    document.body.appendChild(box);
  }

  function listen() {
    events = new EventSource("/.preview/events");
    events.onmessage = function (event) {
      var state = JSON.parse(event.data);
      if (state.build !== shown) {
        events.close();
        location.reload();
      } else {
        tell(state.error);
      }
    };
  }

  // A browser opens six connections to one server; a page that nobody looks at must not hold one of them.
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) {
      events.close();
    } else {
      listen();
    }
  });
  listen();
})();
