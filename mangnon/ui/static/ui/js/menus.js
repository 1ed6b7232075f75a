/** Lists that open in place: one at a time, closed by Escape and by a press elsewhere. Without scripts they stay. */

function closeOthers(kept) {
  for (const menu of document.querySelectorAll("details[data-menu][open], details.me[open]")) {
    if (menu !== kept && !menu.contains(kept)) menu.open = false;
  }
}

/* A list that would leave the page at the right is hung from its right edge. */
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
