/** A toast stays ten seconds, and as long as the pointer or the focus is on it. */

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
  /* Answers may add one out of band: hx-swap-oob="beforeend:#toasts". */
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) arm(node);
    }
  }).observe(toasts, { childList: true });
}
