// Filters the list of notes as a reader types: each word must stand in what the list says of a note.
(() => {
  const box = document.querySelector(".find"), input = document.getElementById("page-find");
  const notes = [...document.querySelectorAll("main > .notes > .note")];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = notes.map((note) => plain(note.textContent));
  function filter() {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let count = 0;
    notes.forEach((note, at) => {
      note.hidden = !words.every((word) => texts[at].includes(word));
      if (!note.hidden) count += 1;
    });
    const said = count === 0 ? box.dataset.none : count === 1 ? box.dataset.one : box.dataset.many;
    box.querySelector(".found").textContent = words.length ? said.replace("#", count) : "";
  }
  input.addEventListener("input", filter);
  box.hidden = false;
  filter();
})();
