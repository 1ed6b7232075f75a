/* Quick exit: hides the page at once and puts a plain page in its place. Three times Shift does the same. */
const way = document.getElementById("exit");
let presses = [];

function leave(event) {
  if (event) event.preventDefault();
  document.documentElement.hidden = true;
  document.title = "…";
  for (const form of document.forms) form.reset();
  window.location.replace(way.href);
}

way.addEventListener("click", leave);
document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift") {
    presses = [];
    return;
  }
  presses = presses.filter((at) => event.timeStamp - at < 5000);
  presses.push(event.timeStamp);
  if (presses.length > 2) leave();
});
/* A page taken out of the browser's memory by "back" shows nothing of what was typed. */
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.replace("/bao-tin");
});
