// Says how many rows of a list are picked, and picks a whole page at once.
export function countPicked(root) {
  const bar = root.querySelector("[data-bulk]");
  const form = bar?.closest("form");
  if (!form) return;
  const boxes = [...form.querySelectorAll("input[name=ids]")];
  const all = form.querySelector("[data-pick-all]");
  const said = bar.querySelector("[data-bulk-count]");
  said.setAttribute("role", "status");
  const tell = () => {
    const picked = boxes.filter((box) => box.checked);
    said.textContent = picked.length ? `已选 ${picked.length} 件` : "还没有选";
    for (const button of bar.querySelectorAll("button")) button.disabled = !picked.length;
    for (const box of boxes) box.closest("tr")?.classList.toggle("is-picked", box.checked);
    if (all) {
      all.checked = picked.length === boxes.length && boxes.length > 0;
      all.indeterminate = picked.length > 0 && picked.length < boxes.length;
    }
  };
  all?.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", tell);
  window.addEventListener("pageshow", tell);
  tell();
}
