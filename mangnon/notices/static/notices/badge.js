/** Looks each minute how many notices are unread, and writes it beside the rail's line. Without it: on each page. */

const EVERY = 60_000;
const MOST = 99;
const line = [...document.querySelectorAll("a.rail-item")].find((one) => one.pathname.endsWith("/thong-bao/"));
let going = false;

function show(unread) {
  const badge = line.querySelector(".count") ?? line.appendChild(Object.assign(document.createElement("span"), { className: "count" }));
  if (unread) badge.textContent = unread > MOST ? `${MOST}+` : String(unread);
  else badge.remove();
}

async function look() {
  if (going || document.hidden || document.documentElement.classList.contains("locked")) return;
  going = true;
  try {
    const answer = await fetch(`${line.pathname}dem`, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" });
    if (answer.ok) show((await answer.json()).unread);
  } catch {
    /* no line: the next look may have one */
  } finally {
    going = false;
  }
}

if (line) {
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}
