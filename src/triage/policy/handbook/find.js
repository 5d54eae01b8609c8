// Filters the index while you type. Without it, the page is an index from A to Z.
"use strict";
(function () {
  const finder = document.getElementById("finder");
  const label = document.createElement("label");
  label.textContent = "Show only what has these words";
  const field = document.createElement("input");
  field.type = "search";
  field.autocomplete = "off";
  label.append(document.createElement("br"), field);
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  finder.append(label, count);
  const sections = Array.from(document.querySelectorAll("section.letter"), function (section) {
    const items = Array.from(section.querySelectorAll("li"), function (item) {
      return { item: item, words: item.textContent.toLowerCase() };
    });
    return { section: section, items: items };
  });
  field.addEventListener("input", function () {
    const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    sections.forEach(function (one) {
      let inside = 0;
      one.items.forEach(function (entry) {
        const fits = wanted.every(function (word) { return entry.words.includes(word); });
        entry.item.hidden = !fits;
        inside += fits ? 1 : 0;
      });
      one.section.hidden = inside === 0;
      shown += inside;
    });
    document.querySelector("nav.letters").hidden = wanted.length > 0;
    count.textContent = wanted.length === 0 ? "" : shown === 1 ? "1 found" : shown + " found";
  });
})();
