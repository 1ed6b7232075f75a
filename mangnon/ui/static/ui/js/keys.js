/** Keys on desks: `/` search, `?` this list, J and K through rows, single letters for acts that carry data-key. */

const OFF = "keys-off";

function keysOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function isTyping(target) {
  return target.isContentEditable || target.matches("input, textarea, select");
}

function isShown(element) {
  return element.getClientRects().length > 0;
}

function moveRow(by) {
  const links = [...document.querySelectorAll("[data-rows] [data-row-link]")].filter(isShown);
  if (!links.length) return;
  const row = document.activeElement?.closest("[data-row]") ?? document.querySelector("[data-row].current");
  const here = links.findIndex((link) => link.closest("[data-row]") === row);
  const started = document.activeElement?.closest("[data-row]");
  const next = here < 0 ? 0 : here + (started ? by : 0);
  const link = links[Math.max(0, Math.min(links.length - 1, next))];
  for (const old of document.querySelectorAll("[data-row].current")) old.classList.remove("current");
  link.focus();
  link.closest("[data-row]").classList.add("current");
}

function openSearch() {
  const palette = document.getElementById("palette");
  if (palette) palette.dispatchEvent(new Event("ui:open"));
  else [...document.querySelectorAll("[data-opens-palette]")].find(isShown)?.focus();
}

function pressActOf(letter) {
  const act = [...document.querySelectorAll(`[data-key="${CSS.escape(letter)}"]`)].find(isShown);
  act?.click();
  return Boolean(act);
}

function answer(key) {
  if (key === "/") openSearch();
  else if (key === "?") document.getElementById("keys")?.showModal();
  else if (key === "j") moveRow(1);
  else if (key === "k") moveRow(-1);
  else return /^[a-z]$/.test(key) && pressActOf(key);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]") || keysOff()) return;
  if (answer(event.key.toLowerCase())) event.preventDefault();
});

for (const box of document.querySelectorAll("[data-keys-off]")) {
  box.checked = keysOff();
  box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "1" : "0"));
}
