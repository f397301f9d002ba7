// Changes the row height at once and remembers it for a year in a cookie the server reads.
const YEAR = 31_536_000;

export function rememberDensity(root) {
  const nav = root.querySelector("[data-density]");
  nav?.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    const density = new URL(link.href).searchParams.get("density");
    root.cookie = `density=${density}; path=/; max-age=${YEAR}; samesite=lax`;
    root.body.classList.toggle("dense", density === "dense");
    for (const other of nav.querySelectorAll("a")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  });
}
