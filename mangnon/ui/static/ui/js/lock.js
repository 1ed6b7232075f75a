/** After silence the page is covered and asks the password. Its text stays; drafts are kept first. */

import { word } from "./words.js";

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

/* The server may hand out a new token with the answer; forms on the page take it over. */
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
