/** Help opens beside the page; without scripts the link leads to the help page. */

import { fragment } from "./words.js";

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
