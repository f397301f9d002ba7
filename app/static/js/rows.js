// Adds, removes and renumbers the rows of a form's table, and takes rows pasted from a spreadsheet.
// The same buttons submit the form where this does not run.
export function growRows(root) {
  for (const set of root.querySelectorAll("[data-rows]")) new Rows(set);
}

class Rows {
  constructor(set) {
    this.set = set;
    this.name = set.dataset.rows;
    this.most = Number(set.dataset.maxRows);
    this.body = set.querySelector("tbody");
    set.addEventListener("click", (event) => this.clicked(event));
    set.addEventListener("paste", (event) => this.pasted(event));
  }

  get rows() {
    return [...this.body.querySelectorAll("tr[data-row]")];
  }

  clicked(event) {
    const button = event.target.closest("button[name=row_add], button[name=row_remove]");
    if (!button) return;
    const box = this.set.querySelector("details.paste textarea");
    if (button.name === "row_add" && button.closest("details.paste")) {
      event.preventDefault();
      if (this.fill(table(box.value), null, 0)) box.value = "";
      return;
    }
    event.preventDefault();
    if (button.name === "row_add") this.add()?.querySelector("input:not([type=hidden])")?.focus();
    else this.remove(button.closest("tr"));
    this.changed();
  }

  add() {
    const rows = this.rows;
    if (rows.length >= this.most) return null;
    const row = rows.at(-1).cloneNode(true);
    row.classList.remove("row-err");
    for (const control of row.querySelectorAll("input, select, textarea")) clear(control);
    this.body.append(row);
    this.renumber();
    return row;
  }

  remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    if (this.rows.length === 1) {
      for (const control of row.querySelectorAll("input, select, textarea")) clear(control);
    } else {
      if (row.previousElementSibling?.matches(".err-line")) row.previousElementSibling.remove();
      row.remove();
    }
    this.renumber();
    (next?.querySelector("button[name=row_remove]") ?? this.set).focus();
  }

  // Names, ids and spoken labels follow the place of the row; messages keep pointing at their field.
  renumber() {
    this.rows.forEach((row, at) => {
      const before = row.dataset.row;
      const after = `${this.name}-${at}`;
      row.dataset.row = after;
      row.querySelector("td.no").firstChild.nodeValue = String(at + 1);
      const line = row.previousElementSibling;
      const parts = line?.matches(".err-line") ? [row, line] : [row];
      for (const part of parts) {
        for (const element of part.querySelectorAll("[id], [name], [aria-label], [aria-describedby], button[value]")) {
          for (const attribute of ["id", "name", "aria-describedby", "value"]) {
            if (attribute === "value" && element.tagName !== "BUTTON") continue;
            const text = element.getAttribute(attribute);
            if (text?.startsWith(before)) element.setAttribute(attribute, after + text.slice(before.length));
          }
          const label = element.getAttribute("aria-label");
          if (label) element.setAttribute("aria-label", label.replace(/第 \d+ 行/, `第 ${at + 1} 行`));
        }
      }
    });
  }

  pasted(event) {
    const control = event.target.closest("tr[data-row] input, tr[data-row] textarea");
    const cells = table(event.clipboardData?.getData("text/plain") ?? "");
    if (!control || (cells.length < 2 && (cells[0]?.length ?? 0) < 2)) return;
    event.preventDefault();
    const row = control.closest("tr");
    this.fill(cells, row, boxes(row).indexOf(control));
  }

  // From the given row and column rightwards and down; without a row, from the first blank one.
  fill(cells, from, column) {
    if (!cells.length) return false;
    let row = from ?? this.rows.find((one) => boxes(one).every((box) => !box.value.trim())) ?? this.add();
    for (const line of cells) {
      if (!row) return false;
      const into = boxes(row).slice(column);
      line.forEach((cell, at) => {
        if (into[at]) into[at].value = cell.trim();
      });
      const rows = this.rows;
      row = line === cells.at(-1) ? row : rows[rows.indexOf(row) + 1] ?? this.add();
    }
    this.changed();
    return true;
  }

  changed() {
    this.set.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// The text boxes of a row in reading order; the upper end of a range is not among pasted columns.
function boxes(row) {
  return [...row.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), textarea")].filter(
    (box) => !box.closest(".goal__high"),
  );
}

function table(text) {
  return text.split(/\r?\n/).filter((line) => line.trim()).map((line) => line.split("\t"));
}

function clear(control) {
  if (control.type === "checkbox") control.checked = false;
  else if (control.tagName === "SELECT") control.selectedIndex = 0;
  else control.value = "";
  control.classList.remove("is-bad");
  control.removeAttribute("aria-invalid");
  control.removeAttribute("aria-describedby");
}
