/** Passkeys and the demo's people on the pages by which one comes in. Words stand in the page, none here. */

const converter = () => window.webauthnJSON;

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options;
}

/* With the box ticked the key alone will do, so it must ask for finger, face or PIN. */
function withoutPassword(options, form) {
  const box = form.elements.passwordless;
  if (!box) return options;
  const chosen = options.publicKey.authenticatorSelection;
  chosen.residentKey = box.checked ? "required" : "discouraged";
  chosen.requireResidentKey = box.checked;
  if (box.checked) chosen.userVerification = "required";
  return options;
}

async function use(form) {
  const options = await optionsOf(form);
  const made =
    form.dataset.passkey === "create"
      ? await converter().create(withoutPassword(options, form))
      : await converter().get(options);
  form.elements.credential.value = JSON.stringify(made);
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const said = form.querySelector("[data-passkey-error]");
  form.querySelector("[data-passkey-go]").addEventListener("click", async () => {
    said.textContent = "";
    try {
      await use(form);
    } catch {
      said.textContent = said.dataset.words;
    }
  });
}

for (const button of document.querySelectorAll("[data-fill-login]")) {
  button.addEventListener("click", () => {
    const form = document.getElementById("sign-in");
    form.elements.login.value = button.dataset.fillLogin;
    form.elements.password.value = button.dataset.fillPassword;
    form.querySelector("button.main").focus();
  });
}
