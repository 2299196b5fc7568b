"use strict";
for (const button of document.querySelectorAll("thead button")) {
  button.addEventListener("click", () => {
    const header = button.closest("th");
    const table = header.closest("table");
    const down = header.getAttribute("aria-sort") === "ascending";
    const key = row => {
      const text = row.cells[header.cellIndex].textContent;
      return header.classList.contains("number") ? parseFloat(text) : text;
    };
    const compare = (a, b) => typeof a === "string" ? a.localeCompare(b, "en", { numeric: true }) : a - b;
    for (const other of table.tHead.rows[0].cells) {
      if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
    }
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows].map(row => [key(row), row]);
    const known = rows.filter(([k]) => k === k).sort((a, b) => down ? compare(b[0], a[0]) : compare(a[0], b[0]));
    const unknown = rows.filter(([k]) => k !== k);
    table.tBodies[0].append(...known.concat(unknown).map(([, row]) => row));
  });
}
const dialog = document.querySelector("dialog");
for (const button of document.querySelectorAll(".gallery button")) {
  button.addEventListener("click", () => {
    dialog.querySelector("img")?.remove();
    dialog.append(button.querySelector("img").cloneNode());
    dialog.showModal();
  });
}
