/* Made by tools/ui/bundle.py from the files beside it; change those. */
const store = document.getElementById("ui-words");
function word(name, holes = {}) {
const text = store?.dataset[name] ?? "";
return text.replace(/\{(\w+)\}/g, (_, hole) => holes[hole] ?? "");
}
const hours = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", hour: "numeric", minute: "2-digit" });
function clock(at = new Date()) {
return hours.format(at).replace(/^0/, "");
}
let listener = null;
function say(text) {
if (!listener) {
listener = document.createElement("div");
listener.className = "away";
listener.setAttribute("role", "status");
document.body.append(listener);
}
listener.textContent = "";
requestAnimationFrame(() => {
listener.textContent = text;
});
}
async function fragment(url, signal) {
const answer = await fetch(url, { headers: { "X-Fragment": "1", Accept: "text/html" }, signal });
if (!answer.ok) throw new Error(String(answer.status));
return answer.text();
}
for (const hidden of document.querySelectorAll(":is([data-copy], [data-print], [data-show], [data-tick])[hidden]")) {
hidden.hidden = false;
}
async function copyText(button) {
const label = button.querySelector("span");
const before = label.textContent;
await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
label.textContent = word("copied");
say(word("copied"));
setTimeout(() => {
label.textContent = before;
}, 2000);
}
function showPassword(button) {
const input = document.getElementById(button.dataset.show);
const shown = input.type === "text";
input.type = shown ? "password" : "text";
button.setAttribute("aria-pressed", String(!shown));
const other = button.dataset.hideWord;
button.dataset.hideWord = button.textContent;
button.textContent = other;
}
function tickAll(button) {
const boxes = [...button.form.querySelectorAll(`[type="checkbox"][name="${button.dataset.tick}"]:not(:disabled)`)];
for (const box of boxes) box.checked = "on" in button.dataset;
boxes[0]?.dispatchEvent(new Event("input", { bubbles: true }));
}
async function putAway(form) {
form.closest(".hint").remove();
await fetch(form.action, { method: "POST", body: new FormData(form) });
}
document.addEventListener("click", (event) => {
const pressed = event.target.closest("[data-copy], [data-print], [data-show], [data-tick], [data-close], [data-asks]");
if (!pressed) return;
if (pressed.matches("[data-copy]")) copyText(pressed);
if (pressed.matches("[data-print]")) window.print();
if (pressed.matches("[data-show]")) showPassword(pressed);
if (pressed.matches("[data-tick]")) tickAll(pressed);
if (pressed.matches("[data-close]")) pressed.closest("dialog").close();
if (pressed.matches("[data-asks]")) {
event.preventDefault();
pressed.nextElementSibling.showModal();
}
});
document.addEventListener("submit", (event) => {
if (!event.target.matches("[data-hint]")) return;
event.preventDefault();
putAway(event.target);
});
document.addEventListener("mousedown", (event) => {
const dialog = event.target;
if (!(dialog instanceof HTMLDialogElement) || dialog.id === "lock") return;
const box = dialog.getBoundingClientRect();
const inside =
event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
if (!inside) dialog.close();
});
document.querySelector("[data-focus]")?.focus();
const YEAR = 365 * 24 * 3600;
const root = document.documentElement;
function remember(theme) {
const secure = location.protocol === "https:" ? "; Secure" : "";
document.cookie = `theme=${theme}; path=/; max-age=${theme ? YEAR : 0}; SameSite=Lax${secure}`;
}
function setTheme(theme) {
if (theme) root.dataset.theme = theme;
else delete root.dataset.theme;
remember(theme);
const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
say(word(dark ? "dark" : "light"));
}
for (const form of document.querySelectorAll("[data-theme-form]")) {
form.hidden = false;
form.addEventListener("submit", (event) => {
event.preventDefault();
const theme = event.submitter?.value ?? "";
setTheme(theme);
for (const button of document.querySelectorAll("[data-theme-form] button")) {
button.setAttribute("aria-pressed", String(button.value === theme));
}
});
}
const SAVE_AFTER = 3000;
const AGAIN = 15_000;
const SECRET = 'input[type="password"], input[type="file"]';
class Keeper {
constructor(form) {
this.form = form;
this.line = form.querySelector("[data-saved]");
this.changed = false;
this.busy = false;
this.timer = 0;
form.addEventListener("input", () => this.later(SAVE_AFTER));
form.addEventListener("change", () => this.now());
form.addEventListener("focusout", () => this.now());
form.addEventListener("submit", () => this.stop());
document.addEventListener("ui:pause", () => this.now());
window.addEventListener("online", () => this.now());
window.addEventListener("pagehide", () => this.now());
}
later(wait) {
this.changed = true;
clearTimeout(this.timer);
this.timer = setTimeout(() => this.now(), wait);
}
stop() {
this.changed = false;
clearTimeout(this.timer);
}
content() {
const body = new FormData(this.form);
for (const secret of this.form.querySelectorAll(SECRET)) body.delete(secret.name);
if (this.form.dataset.draftKey) body.set("form_key", this.form.dataset.draftKey);
return body;
}
async now() {
if (!this.changed || this.busy) return;
clearTimeout(this.timer);
this.changed = false;
this.busy = true;
try {
const asked = { method: "POST", body: this.content(), keepalive: true, redirect: "error" };
const answer = await fetch(this.form.dataset.draftUrl, asked);
if (!answer.ok) throw new Error(String(answer.status));
this.tell("saved", false);
} catch {
this.tell("unsaved", true);
this.later(AGAIN);
} finally {
this.busy = false;
}
}
tell(name, failed) {
if (!this.line) return;
this.line.classList.toggle("failed", failed);
const text = word(name, { time: clock() });
if (this.line.textContent !== text) this.line.textContent = text;
}
}
for (const form of document.querySelectorAll("form[data-draft-url]")) new Keeper(form);
const SUGGEST_AFTER = 180;
class Combo {
constructor(box) {
this.box = box;
[this.input, this.key] = box.querySelectorAll("input");
this.list = box.querySelector('[role="listbox"]');
this.active = -1;
this.timer = 0;
this.input.setAttribute("role", "combobox");
this.input.setAttribute("aria-autocomplete", "list");
this.input.setAttribute("aria-controls", this.list.id);
this.close();
this.input.addEventListener("input", () => this.typed());
this.input.addEventListener("keydown", (event) => this.pressed(event));
this.input.addEventListener("blur", () => this.close());
this.list.addEventListener("mousedown", (event) => this.picked(event));
}
get options() {
return [...this.list.querySelectorAll('[role="option"]')];
}
typed() {
this.key.value = "";
clearTimeout(this.timer);
this.timer = setTimeout(() => this.ask(), SUGGEST_AFTER);
}
async ask() {
const text = this.input.value.trim();
if (!text) return this.close();
this.running?.abort();
this.running = new AbortController();
const url = new URL(this.box.dataset.combo, location.href);
url.searchParams.set("q", text);
try {
this.list.innerHTML = await fragment(url, this.running.signal);
this.open();
} catch (error) {
if (error.name !== "AbortError") this.close();
}
}
open() {
this.options.forEach((option, i) => {
option.id = `${this.list.id}-${i}`;
option.setAttribute("aria-selected", "false");
});
this.list.hidden = false;
this.input.setAttribute("aria-expanded", "true");
this.mark(-1);
const count = this.options.length;
say(count ? word("found", { n: count }) : word("none"));
}
close() {
this.list.hidden = true;
this.input.setAttribute("aria-expanded", "false");
this.mark(-1);
}
mark(index) {
this.active = index;
const options = this.options;
options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
const chosen = options[index];
if (chosen) {
this.input.setAttribute("aria-activedescendant", chosen.id);
chosen.scrollIntoView({ block: "nearest" });
} else {
this.input.removeAttribute("aria-activedescendant");
}
}
choose(option) {
this.input.value = option.dataset.label;
this.key.value = option.dataset.key;
this.close();
this.input.dispatchEvent(new Event("change", { bubbles: true }));
}
pressed(event) {
const count = this.options.length;
if (event.key === "ArrowDown" || event.key === "ArrowUp") {
event.preventDefault();
if (this.list.hidden) this.ask();
else if (count) this.mark((this.active + (event.key === "ArrowDown" ? 1 : count) + count) % count);
} else if (event.key === "Enter" && this.active >= 0) {
event.preventDefault();
this.choose(this.options[this.active]);
} else if (event.key === "Escape" && !this.list.hidden) {
event.stopPropagation();
this.close();
}
}
picked(event) {
event.preventDefault();
const option = event.target.closest('[role="option"]');
if (option) this.choose(option);
}
}
for (const box of document.querySelectorAll("[data-combo]")) new Combo(box);
function closeOthers(kept) {
for (const menu of document.querySelectorAll("details[data-menu][open], details.me[open]")) {
if (menu !== kept && !menu.contains(kept)) menu.open = false;
}
}
function keepInside(details) {
const menu = details.querySelector(".menu");
if (!menu || menu.dataset.placed) return;
menu.dataset.placed = "1";
if (menu.getBoundingClientRect().right > document.documentElement.clientWidth - 8) menu.classList.add("end");
}
document.addEventListener("click", (event) => {
closeOthers(event.target.closest("details[data-menu], details.me"));
});
document.addEventListener(
"toggle",
(event) => {
if (event.target.matches?.("details[data-menu][open]")) keepInside(event.target);
},
true,
);
document.addEventListener("keydown", (event) => {
if (event.key !== "Escape") return;
const open = document.querySelector("details[data-menu][open], details.me[open]");
if (open) {
open.open = false;
open.querySelector("summary").focus();
} else if (location.hash === "#menu") {
location.hash = "#main";
}
});
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
const ASK_AFTER = 160;
function wirePalette(dialog) {
const input = dialog.querySelector("input");
const found = dialog.querySelector("[data-found]");
const first = found.innerHTML;
let timer = 0;
let running = null;
async function ask() {
running?.abort();
const text = input.value.trim();
if (!text) {
found.innerHTML = first;
return;
}
running = new AbortController();
const url = new URL(dialog.dataset.paletteUrl, location.href);
url.searchParams.set("q", text);
try {
found.innerHTML = await fragment(url, running.signal);
} catch (error) {
if (error.name !== "AbortError") found.replaceChildren(note(word("unreached")));
}
}
function step(by) {
const links = [...found.querySelectorAll("a")];
const next = links.indexOf(document.activeElement) + by;
if (next < 0) input.focus();
else links[Math.min(next, links.length - 1)]?.focus();
}
dialog.addEventListener("ui:open", () => {
if (!dialog.open) dialog.showModal();
input.select();
});
input.addEventListener("input", () => {
clearTimeout(timer);
timer = setTimeout(ask, ASK_AFTER);
});
dialog.addEventListener("keydown", (event) => {
if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
event.preventDefault();
step(event.key === "ArrowDown" ? 1 : -1);
});
}
function note(text) {
const line = document.createElement("p");
line.className = "palette-note";
line.textContent = text;
return line;
}
const palette = document.getElementById("palette");
if (palette) {
wirePalette(palette);
for (const field of document.querySelectorAll("[data-opens-palette]")) {
field.addEventListener("mousedown", (event) => {
event.preventDefault();
palette.dispatchEvent(new Event("ui:open"));
});
}
}
const drawer = document.getElementById("help");
async function openHelp(url) {
const place = drawer.querySelector("[data-help-text]");
if (place.dataset.shows !== url) {
try {
place.innerHTML = await fragment(url);
place.dataset.shows = url;
} catch {
location.assign(url);
return;
}
}
drawer.showModal();
}
if (drawer) {
document.addEventListener("click", (event) => {
const link = event.target.closest("[data-help]");
if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
event.preventDefault();
openHelp(link.href);
});
}
const STAYS = 10_000;
const LEAVES = 160;
function arm(toast) {
let timer = 0;
const leave = () => {
toast.classList.add("leaving");
setTimeout(() => toast.remove(), LEAVES);
};
const start = () => {
clearTimeout(timer);
timer = setTimeout(leave, STAYS);
};
const hold = () => clearTimeout(timer);
toast.addEventListener("pointerenter", hold);
toast.addEventListener("pointerleave", start);
toast.addEventListener("focusin", hold);
toast.addEventListener("focusout", start);
start();
}
const toasts = document.getElementById("toasts");
if (toasts) {
for (const toast of toasts.querySelectorAll("[data-toast]")) arm(toast);
new MutationObserver((changes) => {
for (const change of changes) {
for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) arm(node);
}
}).observe(toasts, { childList: true });
}
const LOOK = 5000;
const body = document.body;
const lock = document.getElementById("lock");
const silence = Number(body.dataset.idleSeconds) * 1000;
let last = Date.now();
function lockPage() {
document.dispatchEvent(new Event("ui:pause"));
for (const open of document.querySelectorAll("dialog[open]")) open.close();
document.documentElement.classList.add("locked");
lock.showModal();
}
function openPage() {
document.documentElement.classList.remove("locked");
lock.querySelector("form").reset();
complain("");
last = Date.now();
lock.close();
}
function complain(text) {
lock.querySelector("[data-unlock-error]").textContent = text;
}
async function takeToken(answer) {
if (!answer.headers.get("Content-Type")?.includes("json")) return;
const { csrf } = await answer.json();
if (!csrf) return;
for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = csrf;
}
async function unlock(event) {
event.preventDefault();
const asked = { method: "POST", body: new FormData(event.target), headers: { Accept: "application/json" } };
try {
const answer = await fetch(body.dataset.unlockUrl, asked);
if (!answer.ok) {
complain(word("wrong"));
lock.querySelector('input[type="password"]').select();
return;
}
await takeToken(answer);
openPage();
} catch {
complain(word("unreached"));
}
}
if (lock && silence) {
const stir = () => {
if (!lock.open) last = Date.now();
};
for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]) {
document.addEventListener(kind, stir, { passive: true });
}
setInterval(() => {
if (!lock.open && Date.now() - last > silence) lockPage();
}, Math.min(LOOK, silence));
lock.addEventListener("cancel", (event) => event.preventDefault());
lock.querySelector("form").addEventListener("submit", unlock);
}
