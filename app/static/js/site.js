// Starts what a page asks for by its attributes. Every page works without any of it.
import { keepCountdowns } from "./countdown.js";
import { lightLines } from "./chart.js";
import { closeMenus } from "./menus.js";
import { countCharacters } from "./counter.js";
import { sendOnce } from "./confirm.js";
import { rememberDensity } from "./density.js";
import { countPicked } from "./pick.js";
import { growRows } from "./rows.js";
import { saveAsTyped } from "./autosave.js";
import { counselAsTyped } from "./counsel.js";

keepCountdowns(document);
closeMenus(document);
countCharacters(document);
lightLines(document);
sendOnce(document);
rememberDensity(document);
countPicked(document);
growRows(document);
saveAsTyped(document);
counselAsTyped(document);

// The error summary takes the focus, so that a screen reader starts with it.
document.querySelector("[data-focus]")?.focus();
