// Passkeys: a form with data-passkey asks the browser for one and sends what it says. "login": for whichever account the
// browser knows; "get": for one of this account; "create": makes one. Without a script, or without passkeys, the form
// stays hidden, and the password is there.

const can = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON && globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON;

async function readOptions(form, kind) {
  if (kind !== "login") {
    return JSON.parse(form.querySelector("#passkey-data").textContent);
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    throw new Error(`${answer.status}`);
  }
  return answer.json();
}

async function askCredential(form, kind) {
  const options = await readOptions(form, kind);
  if (kind === "create") {
    const publicKey = structuredClone(options.creation_options.publicKey);
    Object.assign(publicKey.authenticatorSelection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  }
  const publicKey = options.request_options.publicKey;
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
}

async function send(form, event) {
  event.preventDefault();
  const told = form.querySelector("[role=alert]");
  told.hidden = true;
  try {
    const credential = await askCredential(form, form.dataset.passkey);
    form.elements.credential.value = JSON.stringify(credential.toJSON());
  } catch {
    told.hidden = false;
    return;
  }
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !can && form.classList.contains("other-way");
  form.addEventListener("submit", (event) => send(form, event));
}
