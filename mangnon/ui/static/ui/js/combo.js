/** A combobox for places (ARIA 1.2): suggestions as html from data-combo?q=…; the key of the chosen one goes into
 *  the hidden input beside it. Without scripts the field is plain text. */

import { fragment, say, word } from "./words.js";

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
