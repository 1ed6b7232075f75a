/** Drafts of forms: kept three seconds after typing and on leaving a field. What fails is said, and tried again;
 *  what was typed never leaves the page. */

import { clock, word } from "./words.js";

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
