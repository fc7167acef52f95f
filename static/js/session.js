// Asks the server who is logged in before a form is sent, logs in without leaving the page, and says what is amiss beside the form.

const told = document.querySelector("meta[name=casetracker-user]");

export const user = told?.content ?? "";
export const UNREACHABLE = "Not saved: the server cannot be reached. Your words are kept here. Try again in a moment.";
const PATIENCE = 10_000;

/** Who is logged in: {user, name, token}; user is "" where nobody is. Raises an error where the server does not answer. */
export async function askSession() {
  const answer = await fetch(told.dataset.session, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}

/** A log-in makes the tokens of all forms on the page void. */
export function renewTokens(token) {
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
}

export function make(tag, text = "", attributes = {}) {
  const element = Object.assign(document.createElement(tag), { textContent: text });
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** One sentence at the end of a form, where its buttons are; the next one takes its place. "" takes it away. */
export function say(form, sentence) {
  const last = form.querySelector(":scope > .said-here");
  if (last) last.remove();
  if (!sentence) return;
  const said = make("p", sentence, { class: "notice said-here", role: "alert" });
  form.append(said);
  said.scrollIntoView({ block: "nearest" });
}

/** The password and, where the account has a second factor, then its code. */
async function logIn(dialog, token) {
  const code = dialog.querySelector("[name=code]");
  const sent = new FormData(dialog.querySelector("form"));
  sent.set("csrfmiddlewaretoken", token);
  sent.set("next", told.dataset.session);
  const where = code ? told.dataset.step : told.dataset.login;
  const answer = await fetch(where, { method: "POST", body: sent, signal: AbortSignal.timeout(PATIENCE) });
  if (answer.headers.get("Content-Type")?.startsWith("application/json")) return answer.json();
  if (answer.status === 429) throw new Error("Too many passwords were tried. Wait some minutes, and try again: your words stay here.");
  if (code) throw new Error("That code is wrong, or was used before.");
  if (new URL(answer.url).pathname !== told.dataset.step) throw new Error("The name or the password is wrong.");
  askCode(dialog);
  return null;
}

function askCode(dialog) {
  const field = make("p");
  const code = make("input", "", { id: "login-code", name: "code", autocomplete: "one-time-code", required: "" });
  const hint = make("small", " With a passkey, log in from another window, and send this again.");
  field.append(make("label", "Code of your app, or a recovery code", { for: "login-code" }), code, hint);
  dialog.querySelector(".error").before(field);
  for (const one of dialog.querySelectorAll("#login-name, #login-password")) one.readOnly = true;
  code.focus();
}

function draw() {
  const dialog = make("dialog", "", { class: "keys login", "aria-labelledby": "login-head", "aria-describedby": "login-why" });
  const form = make("form", "", { method: "dialog" });
  const name = make("input", "", { id: "login-name", name: "username", autocomplete: "username", required: "", autocapitalize: "none" });
  const password = make("input", "", { id: "login-password", name: "password", type: "password", autocomplete: "current-password", required: "" });
  const wrong = make("p", "", { class: "error", role: "alert" });
  const names = [make("label", "Username", { for: "login-name" }), make("label", "Password", { for: "login-password" })];
  const go = make("p", "", { class: "go" });
  go.append(make("button", "Log in and go on"), make("button", "Not now", { type: "button", class: "second", "data-cancel": "" }));
  const fields = [make("p"), make("p")];
  fields[0].append(names[0], name);
  fields[1].append(names[1], password);
  form.append(...fields, wrong, go);
  const why = make("p", "You were logged out, and nothing is saved yet. What you typed stays on this page.", { id: "login-why" });
  dialog.append(make("h2", "Log in, and go on here", { id: "login-head" }), why, form);
  name.value = told.dataset.name;
  return dialog;
}

let open = null;

/** Asks for a log-in in a dialog. Answers {user, name, token}, or null where it was closed without one. */
export function offerLogin(token) {
  if (open) return open;
  const dialog = draw();
  document.body.append(dialog);
  open = new Promise((done) => {
    let found = null;
    dialog.addEventListener("close", () => {
      dialog.remove();
      open = null;
      done(found);
    });
    dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
    dialog.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const [button, wrong] = [dialog.querySelector("button"), dialog.querySelector(".error")];
      button.disabled = true;
      wrong.textContent = "";
      try {
        found = await logIn(dialog, token);
        if (found) {
          renewTokens(found.token);
          dialog.close();
        }
      } catch (error) {
        wrong.textContent = error instanceof TypeError || error.name === "TimeoutError" ? UNREACHABLE.replace("Not saved", "Not logged in") : error.message;
        (dialog.querySelector("#login-code") ?? dialog.querySelector("#login-password")).select();
      }
      button.disabled = false;
    });
    dialog.showModal();
    dialog.querySelector("#login-password").focus();
  });
  return open;
}
