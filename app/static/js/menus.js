// Closes an open menu of the navigation on Escape, on a click elsewhere and when the focus leaves it.
export function closeMenus(root) {
  const menus = [...root.querySelectorAll(".mast__nav details")];
  const closeOutside = (target) => {
    for (const menu of menus) if (!menu.contains(target)) menu.open = false;
  };
  root.addEventListener("click", (event) => closeOutside(event.target));
  root.addEventListener("focusin", (event) => closeOutside(event.target));
  root.addEventListener("keydown", (event) => {
    const open = menus.find((menu) => menu.open);
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
}
