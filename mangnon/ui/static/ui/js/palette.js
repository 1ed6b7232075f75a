/** Quick search over the page: html from data-palette-url, arrows through what was found. */

import { fragment, word } from "./words.js";

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
  /* A press on the search field opens it; by Tab the field stays plain and submits to the search page. */
  for (const field of document.querySelectorAll("[data-opens-palette]")) {
    field.addEventListener("mousedown", (event) => {
      event.preventDefault();
      palette.dispatchEvent(new Event("ui:open"));
    });
  }
}
