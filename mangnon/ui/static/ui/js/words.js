/** What scripts say comes from the page, so that it stands in the reader's language. */

const store = document.getElementById("ui-words");

/** The words named `name`, with `{holes}` filled. */
export function word(name, holes = {}) {
  const text = store?.dataset[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (_, hole) => holes[hole] ?? "");
}

const hours = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", hour: "numeric", minute: "2-digit" });

/** Hour and minute in Việt Nam as people here write them: 8:05, 20:15; whatever zone the machine is set to. */
export function clock(at = new Date()) {
  return hours.format(at).replace(/^0/, "");
}

let listener = null;

/** Say something to people who listen to the page; nothing is seen. */
export function say(text) {
  if (!listener) {
    listener = document.createElement("div");
    listener.className = "away";
    listener.setAttribute("role", "status");
    document.body.append(listener);
  }
  listener.textContent = "";
  requestAnimationFrame(() => {
    listener.textContent = text;
  });
}

/** Fetch a fragment of html from our own server. */
export async function fragment(url, signal) {
  const answer = await fetch(url, { headers: { "X-Fragment": "1", Accept: "text/html" }, signal });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}
