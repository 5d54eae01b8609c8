// Filters the index while you type. Without it, the page is an index from A to Z.
"use strict";
(function () {
  // Words without their endings, so that "babies" finds "baby". Each word typed must begin a word of the entry.
  function stems(text) {
    return (text.toLowerCase().match(/[a-z0-9]+/g) || []).map(function (word) {
      return word.length < 4 ? word : word.replace(/(ies|y)$/, "i").replace(/(es|e|s|ing|ed)$/, "");
    });
  }
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
      return { item: item, words: stems(item.textContent + " " + (item.dataset.more || "")) };
    });
    return { section: section, items: items };
  });
  field.addEventListener("input", function () {
    const wanted = stems(field.value);
    let shown = 0;
    sections.forEach(function (one) {
      let inside = 0;
      one.items.forEach(function (entry) {
        const fits = wanted.every(function (word) {
          return entry.words.some(function (other) { return other.startsWith(word); });
        });
        entry.item.hidden = !fits;
        inside += fits ? 1 : 0;
      });
      one.section.hidden = inside === 0;
      shown += inside;
    });
    document.querySelector("nav.letters").hidden = wanted.length > 0;
    const found = shown === 0 ? "Nothing found. Try fewer or other words." : shown + " found";
    count.textContent = wanted.length === 0 ? "" : found;
  });
})();
