"use strict";
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);

// Tables: sort by a heading, filter by words and status.
function sort(heading) {
  const table = heading.closest("table"), place = heading.cellIndex, down = heading.getAttribute("aria-sort") === "ascending";
  const numeric = heading.dataset.sort === "n";
  const value = (row) => {
    const text = row.cells[place].textContent.trim();
    return numeric ? parseFloat(text.replace(/[.%\s]/g, "").replace(",", ".")) || 0 : text.toLowerCase();
  };
  const rows = [...table.tBodies[0].rows].map((row) => [value(row), row]);
  rows.sort(([a], [b]) => (numeric ? b - a : a.localeCompare(b, "id")) * (down ? -1 : 1));
  all("th", table).forEach((other) => other.removeAttribute("aria-sort"));
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  table.tBodies[0].append(...rows.map(([, row]) => row));
}

function filter(id) {
  const words = one(`[data-filter="${id}"]`).value.toLowerCase().split(/\s+/);
  const status = one(`[data-choose="${id}"]`).value;
  const rows = all("tbody tr", document.getElementById(id));
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !(words.every((word) => text.includes(word)) && (!status || row.dataset.status === status));
  }
  one(`[data-count="${id}"]`).value = `${rows.filter((row) => !row.hidden).length} dari ${rows.length} dokumen`;
}

for (const heading of all("th[data-sort]")) {
  heading.tabIndex = 0;
  heading.addEventListener("click", () => sort(heading));
  heading.addEventListener("keydown", (event) => event.key === "Enter" && sort(heading));
}
for (const input of all("[data-filter], [data-choose]")) {
  input.addEventListener("input", () => filter(input.dataset.filter || input.dataset.choose));
}
all("[data-filter]").forEach((input) => filter(input.dataset.filter));

// The tree: fold, unfold, search.
const boxes = all(".kotak");
const words_of = (box) => all(":scope > summary, :scope > .isi", box).map((part) => part.textContent).join(" ").toLowerCase();

for (const button of all("[data-fold]")) {
  button.addEventListener("click", () => boxes.forEach((box) => { box.open = button.dataset.fold === "open"; }));
}

function search(input) {
  const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = wanted.length ? boxes.filter((box) => wanted.every((word) => words_of(box).includes(word))) : [];
  boxes.forEach((box) => { box.hidden = wanted.length > 0; box.classList.remove("kena"); });
  for (const hit of hits) {
    hit.classList.add("kena");
    all(".kotak", hit).forEach((below) => { below.hidden = false; });
    for (let box = hit; box; box = box.parentElement.closest(".kotak")) { box.hidden = false; box.open = true; }
  }
  one("[data-found]").value = wanted.length ? `${hits.length} kotak` : "";
}
all("[data-search]").forEach((input) => input.addEventListener("input", () => search(input)));

// A link to a place opens what hides it.
function reveal() {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  for (let box = place.closest("details"); box; box = box.parentElement.closest("details")) { box.open = true; box.hidden = false; }
  all(".dituju").forEach((other) => other.classList.remove("dituju"));
  if (place.matches("section")) return;
  place.classList.add("dituju");
  place.scrollIntoView({ block: place.matches(".kotak") ? "start" : "center", inline: "center" });
}
window.addEventListener("hashchange", reveal);
window.addEventListener("load", reveal);

// Beside a wide page the evidence has a pane of its own.
const pane = one("iframe[name=bukti]"), wide = matchMedia("(min-width: 1100px)");
function arrange() {
  all("a.bukti").forEach((link) => { link.target = pane && wide.matches ? "bukti" : ""; });
  if (pane && wide.matches && !pane.hasAttribute("src")) pane.src = pane.dataset.first;
}
wide.addEventListener("change", arrange);
arrange();

// Paper folds nothing.
window.addEventListener("beforeprint", () => all("details").forEach((part) => { part.open = true; }));
