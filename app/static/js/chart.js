// Lights up the lines of the box one points at or tabs to, and what hangs on them; the rest steps back.
export function lightLines(root) {
  for (const map of root.querySelectorAll(".map")) {
    const edges = [...map.querySelectorAll(".edge")];
    const boxes = [...map.querySelectorAll("a[data-key]")];
    const light = (key) => {
      const near = new Set([key]);
      for (const edge of edges) {
        const { from, to } = edge.dataset;
        const isNear = from === key || to === key;
        if (isNear) near.add(from).add(to);
        edge.classList.toggle("is-lit", isNear);
        edge.classList.toggle("is-quiet", Boolean(key) && !isNear);
      }
      for (const box of boxes) box.classList.toggle("is-quiet", Boolean(key) && !near.has(box.dataset.key));
    };
    for (const box of boxes) {
      box.addEventListener("pointerenter", () => light(box.dataset.key));
      box.addEventListener("focus", () => light(box.dataset.key));
      box.addEventListener("pointerleave", () => light(null));
      box.addEventListener("blur", () => light(null));
    }
  }
}
