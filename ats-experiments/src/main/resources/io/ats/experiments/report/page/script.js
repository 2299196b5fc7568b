"use strict";
document.documentElement.classList.add("scripted");
for (const part of document.querySelectorAll(".searched")) {
  const table = part.querySelector("table");
  const hide = all => {
    for (const header of table.tHead.querySelectorAll(".more")) {
      header.hidden = !all;
      for (const row of table.tBodies[0].rows) row.cells[header.cellIndex].hidden = !all;
    }
  };
  const search = part.querySelector("[type=search]");
  const find = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word);
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const text = [...row.cells].filter(cell => !cell.hidden).map(cell => cell.textContent).join("\n").toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
      shown += !row.hidden;
    }
    part.querySelector("output").value = words.length ? shown + " of " + table.tBodies[0].rows.length : "";
  };
  const box = part.querySelector(".columns");
  const show = () => {
    hide(!box || box.checked);
    find();
  };
  box?.addEventListener("change", show);
  search.addEventListener("input", find);
  show(); // what a browser remembers of an earlier visit, too
}
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
for (const part of document.querySelectorAll(".pictures")) {
  const wrong = part.querySelector(".wrong");
  const variant = part.querySelector("select");
  const show = () => {
    for (const image of part.querySelectorAll(".gallery")) {
      const figures = [...image.querySelectorAll("figure")];
      for (const figure of figures) {
        figure.hidden = (variant.value && figure.dataset.variant !== variant.value)
          || (wrong.checked && !figure.textContent.includes("\u2717"));
      }
      image.hidden = figures.every(figure => figure.hidden);
    }
    const all = part.querySelectorAll("figure").length;
    const shown = all - part.querySelectorAll("figure[hidden]").length;
    part.querySelector("output").value = shown < all ? shown + " of " + all : "";
  };
  wrong.addEventListener("change", show);
  variant.addEventListener("change", show);
  show(); // what a browser remembers of an earlier visit, too
}
const dialog = document.querySelector("dialog");
for (const button of document.querySelectorAll(".gallery button")) {
  button.addEventListener("click", () => {
    dialog.querySelector("img")?.remove();
    dialog.append(button.querySelector("img").cloneNode());
    dialog.showModal();
  });
}
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details.printed:not([open])")) part.dataset.closed = part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of document.querySelectorAll("[data-closed]")) {
    part.open = false;
    delete part.dataset.closed;
  }
});
