// Says how many characters are written and how many may be; nothing is ever cut off.
export function countCharacters(root) {
  for (const area of root.querySelectorAll("textarea[data-max]")) {
    const line = root.querySelector(`[data-counter-for="${area.id}"]`) ?? added(area);
    const most = Number(area.dataset.max);
    const tell = () => {
      // Counted as the server counts: by code points, a line break as one.
      const length = [...area.value].length;
      line.textContent = `已写 ${length} 字，最多 ${most} 字`;
      line.classList.toggle("is-over", length > most);
    };
    area.addEventListener("input", tell);
    tell();
  }
}

function added(area) {
  const line = document.createElement("p");
  line.className = "count-left";
  area.after(line);
  return line;
}
