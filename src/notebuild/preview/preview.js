"use strict";
// Reloads the page when the server has another one, and puts the reader back where they were:
// at the same distance from the nearest named place above, since the text before it may have grown.
(function () {
  var me = document.currentScript, key = "preview:" + location.pathname;
  var isNote = me.dataset.kind === "page", settled = false;

  function place() {
    var nearest = { id: "", off: -Infinity, y: scrollY };
    document.querySelectorAll("main [id]").forEach(function (element) {
      var top = element.getBoundingClientRect().top;
      // What is not drawn, as the title of a picture, has no place.
      if (element.getClientRects().length && top <= 1 && top > nearest.off) {
        nearest.id = element.id;
        nearest.off = top;
      }
    });
    return nearest;
  }

  function back() {
    var stored = sessionStorage.getItem(key);
    settled = true;
    if (!isNote || !stored) { return; }
    sessionStorage.removeItem(key);
    stored = JSON.parse(stored);
    var element = stored.id && document.getElementById(stored.id);
    var top = element ? scrollY + element.getBoundingClientRect().top - stored.off : stored.y;
    scrollTo({ top: top, behavior: "instant" });
  }

  history.scrollRestoration = sessionStorage.getItem(key) ? "manual" : "auto";
  addEventListener("load", back);
  var events = new EventSource("/events?page=" + encodeURIComponent(me.dataset.page));
  events.onmessage = function (event) {
    if (event.data === me.dataset.stamp) { return; }
    events.close();
    if (isNote && settled) { sessionStorage.setItem(key, JSON.stringify(place())); }
    location.reload();
  };
})();
