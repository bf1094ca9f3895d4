// Opens a footnote in place, below the paragraph that calls it; without this script a call leads to the notes at the end.
// Sees to it that the notes in the margin stand near their calls, and that the text begins early on a phone.
(() => {
  const wide = matchMedia("(min-width: 64em)");
  const contents = document.querySelector(".contents details");
  const unfold = () => { if (contents) contents.open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();

  // The note that a call has opened, the copy of it in the margin, the call of an opened note.
  const opened = (number) => document.getElementById(`page-opened-${number}`);
  const beside = (number) => document.querySelector(`.side[data-note="${number}"]`);
  const call = (number) => document.getElementById(`call-${number}`);

  function filled(number) {
    const note = document.getElementById("page-opened").content.firstElementChild.cloneNode(true);
    const words = document.getElementById(`note-${number}`).cloneNode(true);
    for (const one of words.querySelectorAll("[id]")) one.removeAttribute("id");
    words.querySelector(".back").remove();
    note.id = `page-opened-${number}`;
    note.dataset.note = number;
    note.setAttribute("aria-label", call(number).getAttribute("aria-label"));
    note.querySelector("b").textContent = number;
    note.querySelector(".words").append(...words.childNodes);
    return note;
  }

  // Below the row or the paragraph of the call; below its very line where the paragraph ends out of view.
  function put(note, link) {
    const row = link.closest("tr"), block = link.closest("article p");
    const room = (element) => element.getBoundingClientRect().bottom < innerHeight - 96;
    if (row) {
      const line = document.createElement("tr"), cell = line.insertCell();
      line.className = "opened-row";
      cell.colSpan = row.closest("table").rows[0].cells.length;
      cell.append(note);
      row.after(line);
    } else if (block && room(block)) {
      let last = block;
      while (last.nextElementSibling?.classList.contains("opened")) last = last.nextElementSibling;
      last.after(note);
    } else {
      link.after(note);
    }
  }

  function close(number, back) {
    const note = opened(number);
    (note.closest(".opened-row") ?? note).remove();
    call(number).setAttribute("aria-expanded", "false");
    if (back) call(number).focus({ preventScroll: true });
    if (call(number).getBoundingClientRect().top < 0) call(number).scrollIntoView({ block: "center" });
  }

  function open(number) {
    const note = filled(number);
    put(note, call(number));
    call(number).setAttribute("aria-expanded", "true");
    note.focus({ preventScroll: true });
  }

  // In the margin a copy is for the eye, and its links for the pointer; asked for, it is for everyone.
  function attend(side, is) {
    side.firstElementChild.setAttribute("aria-hidden", String(!is));
    for (const link of side.querySelectorAll("a")) link.tabIndex = is ? 0 : -1;
    side.tabIndex = -1;
    if (is) side.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a.call"), shut = event.target.closest(".close");
    if (shut) close(shut.closest(".opened").dataset.note, true);
    if (!link) return;
    event.preventDefault();
    const number = link.id.slice("call-".length), side = beside(number);
    if (opened(number)) close(number, true);
    else if (side?.getClientRects().length) attend(side, true);
    else open(number);
  });

  document.addEventListener("keydown", (event) => {
    const note = event.key === "Escape" && event.target.closest(".opened, .side");
    if (note && note.matches(".side")) call(note.dataset.note).focus({ preventScroll: true });
    else if (note) close(note.dataset.note, true);
  });

  document.addEventListener("focusout", (event) => {
    const side = event.target.closest(".side");
    if (side && !side.contains(event.relatedTarget)) attend(side, false);
  });

  // In the margin a note that the ones above it push far from its call gives way, and opens in place.
  function near() {
    const furthest = 5.5 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const top = (element) => element.getBoundingClientRect().top;
    const sides = document.querySelectorAll(".side");
    for (const side of sides) side.classList.remove("far");
    for (const side of sides) {
      const away = side.getClientRects().length ? top(side) - top(call(side.dataset.note)) : 0;
      side.classList.toggle("far", away > furthest);
    }
  }

  // On a phone the text begins within two screens: of what stands before it the longest folds, until it does.
  const SCREENS = 2 * 844;
  function begin() {
    const first = document.querySelector("article p") ?? document.querySelector("article");
    const parts = [...document.querySelectorAll(".summary, .points")];
    parts.sort((one, other) => other.offsetHeight - one.offsetHeight);
    for (const part of matchMedia("(max-width: 40em)").matches ? parts : []) {
      if (part.querySelector("details") || first.getBoundingClientRect().top + scrollY <= SCREENS) continue;
      const folded = document.createElement("details"), head = document.createElement("summary");
      head.append(part.firstElementChild);
      folded.append(head, ...part.childNodes);
      part.append(folded);
    }
    // Who came by a link to a place has been brought there before the parts folded, which is now too far down.
    const [came] = performance.getEntriesByType("navigation");
    if (came?.type === "navigate" && parts.some((part) => part.querySelector("details"))) {
      document.querySelector(":target")?.scrollIntoView({ behavior: "instant" });
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    near(); // which asks for the faces, whose widths the rest needs
    document.fonts.ready.then(begin).then(near);
    addEventListener("resize", near);
    for (const link of document.querySelectorAll("a.call")) link.setAttribute("aria-expanded", "false");
    const sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        target.classList.toggle("scrolls", target.scrollWidth > target.clientWidth + 1);
      }
    });
    for (const frame of document.querySelectorAll(".scroll")) {
      sizes.observe(frame);
      sizes.observe(frame.firstElementChild);
    }
    for (const button of document.querySelectorAll(".copy")) {
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.of).innerText);
        button.textContent = button.dataset.done;
      });
    }
  });
})();
