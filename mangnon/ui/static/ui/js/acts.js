/** Small acts: copy, print, show a password, tick all or none, close and ask in dialogs, put a hint away. */

import { say, word } from "./words.js";

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

/** Tick or untick every box of a group; what waits for changes hears of one. */
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

/* A press beside a dialog closes it, except the lock. */
document.addEventListener("mousedown", (event) => {
  const dialog = event.target;
  if (!(dialog instanceof HTMLDialogElement) || dialog.id === "lock") return;
  const box = dialog.getBoundingClientRect();
  const inside =
    event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) dialog.close();
});

/* Focus goes to the summary of what needs another look. */
document.querySelector("[data-focus]")?.focus();
