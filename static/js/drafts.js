// What is typed into a form is kept in this browser until it is saved: offered when the form is opened again, thrown away when it is
// saved, when its user logs out, or after fourteen days. Before a form is sent the server is asked whether it can take it.

import { askSession, make, offerLogin, renewTokens, say, UNREACHABLE, user } from "./session.js";

const PREFIX = "casetracker-draft:";
const LOGGED_OUT = "casetracker-logged-out";
const DAYS = 14;
const MOST = 200_000;
const MOST_OF_ALL = 2_000_000;
const PAUSE = 400;
const NEVER = /^(csrfmiddlewaretoken|redraw)$|password/i;
const OBJECT = ["id", "address", "code", "reply"];

const mine = new Map();
/** Forms of this page: {key, start, isDirty, timer, isChecked}. */
let isLeaving = false;
let isStopped = false;

// A browser that keeps nothing for a site may refuse even to be asked.
function attempt(act, otherwise = null) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

// What is kept.

function listKeys(prefix = PREFIX) {
  return attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix)), []);
}

function load(key) {
  return attempt(() => JSON.parse(localStorage.getItem(key)));
}

const forget = (key) => attempt(() => localStorage.removeItem(key));

function tidy() {
  const kept = listKeys().map((key) => ({ key, at: load(key)?.at ?? 0, size: attempt(() => localStorage.getItem(key).length, 0) }));
  let size = 0;
  for (const one of kept.sort((a, b) => b.at - a.at)) {
    size += one.size;
    if (one.at < Date.now() - DAYS * 24 * 3600 * 1000 || size > MOST_OF_ALL) forget(one.key);
  }
}

// Forms, and what stands in them.

const isTyped = (control) => control.name && !NEVER.test(control.name) && !["hidden", "file", "submit", "button", "password"].includes(control.type);
const typedOf = (form) => [...form.elements].filter((control) => isTyped(control) && control.tagName !== "BUTTON" && control.tagName !== "FIELDSET");
const isForm = (form) => form instanceof HTMLFormElement && form.method === "post" && !form.closest("dialog");
const isKept = (form) => isForm(form) && !("untyped" in form.dataset) && form.id !== "changelist-form" && typedOf(form).length > 0;
const hidden = (form, name) => form.querySelector(`input[type=hidden][name="${name}"]`);
const addressOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;

function prefixOf(form) {
  const object = OBJECT.map((name) => hidden(form, name)?.value ?? "").join("/").slice(0, 200);
  return `${PREFIX}${user}:${addressOf(form)}:${object}:`;
}

const isTick = (control) => ["checkbox", "radio"].includes(control.type);

function valuesOf(control) {
  if (control.tagName === "SELECT") return [...control.selectedOptions].map((option) => option.value);
  if (isTick(control)) return control.checked ? [control.value] : [];
  return [control.value.replace(/\r\n/g, "\n")];
}

const read = (controls) => controls.flatMap((control) => valuesOf(control).map((value) => [control.name, value]));

/** Everything that a form would send but its token, its files and passwords; hidden fields too, which tell what it was written on. */
function readAll(form) {
  const controls = [...form.elements].filter((control) => control.name && !NEVER.test(control.name) && ["INPUT", "SELECT", "TEXTAREA"].includes(control.tagName));
  return read(controls.filter((control) => !["file", "submit", "button", "image", "reset"].includes(control.type)));
}

/** What a person has entered, to be compared: rows may stand in another order on a page that was drawn anew. */
const sum = (form) => JSON.stringify(read(typedOf(form)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

function track(form) {
  if (!mine.has(form)) mine.set(form, { key: `${prefixOf(form)}${crypto.getRandomValues(new Uint32Array(2)).join("")}`, start: sum(form), isDirty: false });
  return mine.get(form);
}

/** Whether it could be kept. */
function keep(form) {
  const one = track(form);
  clearTimeout(one.timer);
  if (isStopped) return false;
  const typed = sum(form);
  if (typed === one.start && !one.isDirty) {
    forget(one.key);
    return true;
  }
  const draft = JSON.stringify({ at: Date.now(), page: location.pathname + location.search, typed, fields: readAll(form), sent: one.sent });
  if (draft.length > MOST) return false;
  tidy();
  return attempt(() => (localStorage.setItem(one.key, draft), true), false);
}

function noteTyping(event) {
  const form = event.target.form;
  if (!form || !isKept(form) || !isTyped(event.target)) return;
  // Its start is what it was before this: a form that came later is looked at when it comes.
  const one = track(form);
  Object.assign(one, { isDirty: sum(form) !== one.start, sent: undefined });
  clearTimeout(one.timer);
  one.timer = setTimeout(() => keep(form), PAUSE);
}

// Bringing back.

function put(control, left) {
  const values = left.get(control.name);
  if (isTick(control)) {
    const at = values?.indexOf(control.value) ?? -1;
    control.checked = at >= 0;
    if (at >= 0) values.splice(at, 1);
  } else if (control.tagName === "SELECT") {
    for (const option of control.options) {
      const at = values?.indexOf(option.value) ?? -1;
      if (at >= 0) {
        option.selected = true;
        values.splice(at, 1);
        if (!control.multiple) break;
      } else if (control.multiple) option.selected = false;
    }
  } else if (values?.length) control.value = values.shift();
}

function reveal(form) {
  for (let above = form.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
  for (const control of typedOf(form)) {
    const folded = !isTick(control) && control.value && control.value !== control.defaultValue && control.closest("details");
    if (folded && form.contains(folded)) folded.open = true;
  }
}

/** The page is drawn anew by the server, with as many rows as were typed. */
function redraw(form, key, draft) {
  const id = draft.fields.find(([name]) => name === "request_id")?.[1];
  attempt(() => localStorage.setItem(key, JSON.stringify({ ...draft, sent: id })));
  const names = new Set(draft.fields.map(([name]) => name));
  for (const control of [...form.elements]) if (names.has(control.name)) control.remove();
  for (const [name, value] of [...draft.fields, ["redraw", "1"]]) {
    const field = make("input", "", { type: "hidden", name });
    field.value = value;
    form.append(field);
  }
  for (const control of typedOf(form)) control.disabled = true;
  isLeaving = true;
  form.submit();
}

function bringBack(form, key, draft) {
  const left = new Map();
  for (const [name, value] of draft.fields) left.set(name, [...(left.get(name) ?? []), value]);
  const there = new Set([...form.elements].map((control) => control.name));
  const isShort = [...left.keys()].some((name) => !there.has(name));
  if (isShort && "redraw" in form.dataset) return redraw(form, key, draft);
  const controls = [...form.elements].filter((control) => control.name && !NEVER.test(control.name) && control.type !== "file");
  for (const control of controls) if (["INPUT", "SELECT", "TEXTAREA"].includes(control.tagName) && control.name !== "request_id") put(control, left);
  const one = track(form);
  Object.assign(one, { key, isDirty: true });
  reveal(form);
  typedOf(form).find((control) => !isTick(control) && control.value !== control.defaultValue)?.focus();
  const lost = [...left].filter(([name]) => !there.has(name) && !hidden(form, name)).flatMap(([, values]) => values.filter((value) => /\s/.test(value)));
  say(form, lost.length ? `These words have no field here any more: ${lost.join(" · ")}` : "");
  keep(form);
}

function describeTime(at) {
  const then = new Date(at);
  const time = then.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
  const isToday = then.toDateString() === new Date().toDateString();
  return isToday ? time : `${time}, ${then.toLocaleDateString("en-US", { month: "short", day: "numeric" })}`;
}

/** The longest of the words that differ from what stands in the form. */
function quote(form, draft) {
  const there = new Set(read(typedOf(form)).map(([, value]) => value));
  const typed = attempt(() => JSON.parse(draft.typed), []).map(([, value]) => value.trim().replace(/\s+/g, " "));
  const longest = typed.filter((value) => !there.has(value)).sort((a, b) => b.length - a.length)[0] ?? "";
  return longest.length > 140 ? `${longest.slice(0, 140)}…` : longest;
}

function offer(form, key, draft) {
  const box = make("section", "", { class: "notice draft", "aria-label": "Words that were not saved", role: "status" });
  const words = quote(form, draft);
  const go = make("p", "", { class: "go" });
  const back = make("button", "Bring them back", { type: "button" });
  const away = make("button", "Throw them away", { type: "button", class: "second" });
  back.addEventListener("click", () => {
    const one = track(form);
    // What was typed here meanwhile is a draft of its own.
    if (one.isDirty) keep(form);
    box.remove();
    bringBack(form, key, load(key) ?? draft);
  });
  away.addEventListener("click", () => {
    forget(key);
    box.remove();
  });
  go.append(back, away);
  box.append(make("p", `There are words here that were not saved, typed at ${describeTime(draft.at)}.`));
  if (words) box.append(make("blockquote", words));
  box.append(go);
  let place = form;
  for (let above = form.closest("details"); above; above = above.parentElement.closest("details")) place = above;
  place.before(box);
}

/** Whether the page shows what is stored, and not what was sent or left. */
function isStored() {
  const visit = performance.getEntriesByType("navigation")[0];
  return visit?.responseStatus === 200 && visit.type !== "back_forward" && !new URLSearchParams(location.search).has("kept");
}

/** Whether a page that asks for more shows all that was typed: the answer to a first step. */
function isCarriedOn(form, draft) {
  const there = read(typedOf(form));
  const typed = attempt(() => JSON.parse(draft.typed), []);
  const pairs = new Set(there.map((pair) => JSON.stringify(pair)));
  const names = new Set(typed.map(([name]) => name));
  return there.some(([name]) => !names.has(name)) && typed.every((pair) => pairs.has(JSON.stringify(pair)));
}

function offerDrafts() {
  for (const form of document.forms) {
    if (!isKept(form) || mine.has(form)) continue;
    const one = track(form);
    const kept = listKeys(prefixOf(form)).map((key) => [key, load(key)]).filter(([, draft]) => draft);
    for (const [key, draft] of kept.sort(([, a], [, b]) => b.at - a.at)) {
      // The page is the answer to them, a row more or a refusal; or going back has brought them.
      const isAnswer = draft.sent && draft.sent === hidden(form, "request_id")?.value;
      if (draft.typed === one.start && !isAnswer && isStored()) forget(key);
      else if (draft.typed === one.start || isAnswer || isCarriedOn(form, draft)) Object.assign(one, { key, isDirty: true });
      else offer(form, key, draft);
    }
  }
}

/** The page tells which forms were saved on the way to it. */
function forgetSaved() {
  const saved = new Set([...document.querySelectorAll("[data-saved-form]")].map((one) => one.dataset.savedForm));
  if (saved.size) for (const key of listKeys()) if (saved.has(load(key)?.sent)) forget(key);
}

// Sending.

function sendOn(form, submitter, token) {
  renewTokens(token);
  let id = hidden(form, "request_id");
  if (!id) {
    id = make("input", "", { type: "hidden", name: "request_id" });
    id.value = crypto.getRandomValues(new Uint32Array(4)).join("");
    form.append(id);
  }
  const one = track(form);
  one.sent = id.value.slice(0, 64);
  if (one.isDirty) keep(form);
  one.isChecked = true;
  const others = [...mine].some(([other, { isDirty }]) => other !== form && isDirty && other.isConnected);
  isLeaving = !others;
  form.requestSubmit(submitter);
  one.isChecked = false;
}

async function check(form, submitter) {
  say(form, "");
  const one = track(form);
  const isKeptHere = keep(form);
  let session;
  try {
    session = await askSession();
  } catch {
    return say(form, isKeptHere ? UNREACHABLE : "Not saved: the server cannot be reached. This browser keeps nothing: stay on this page, and try again.");
  }
  const found = session.user ? session : await offerLogin(session.token);
  if (!found) return say(form, "Not saved: you are not logged in. Your words are kept here.");
  isStopped = false;
  renewTokens(found.token);
  if (found.user !== user && one.accepted !== found.user) {
    one.accepted = found.user;
    return say(form, `Not saved yet: you are logged in as ${found.name} now. Save again, and these words are saved in that name.`);
  }
  sendOn(form, submitter, found.token);
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.matches(".who form, #logout-form")) return logOut(event);
  if (event.defaultPrevented || !isKept(form) || form.dataset.hxPost || mine.get(form)?.isChecked) return;
  event.preventDefault();
  const one = track(form);
  if (one.isBusy) return;
  one.isBusy = true;
  await check(form, event.submitter);
  one.isBusy = false;
});

function logOut(event) {
  const keys = listKeys(`${PREFIX}${user}:`);
  const isUnsaved = keys.length > 0;
  if (isUnsaved && !confirm("Words of yours on this computer are not saved yet. Logging out throws them away.")) return event.preventDefault();
  isStopped = isLeaving = true;
  for (const one of mine.values()) clearTimeout(one.timer);
  for (const key of keys) forget(key);
  attempt(() => localStorage.setItem(LOGGED_OUT, `${user} ${Date.now()}`));
}

// Another tab has logged this user out: nothing more is kept here until a log-in.
addEventListener("storage", (event) => {
  if (event.key === LOGGED_OUT && event.newValue?.startsWith(`${user} `)) isStopped = true;
});

// A part of a page that htmx asked for, and that was refused: the page stays, and so do its words.
document.addEventListener("htmx:responseError", async (event) => {
  if (![401, 403].includes(event.detail.xhr.status)) return;
  const session = await askSession().catch(() => null);
  const found = session?.user ? session : session && (await offerLogin(session.token));
  if (found) renewTokens(found.token);
});

addEventListener("beforeunload", (event) => {
  for (const form of mine.keys()) if (form.isConnected && mine.get(form).isDirty && !isLeaving) keep(form);
  if (!isLeaving && [...mine].some(([form, one]) => form.isConnected && one.isDirty)) event.preventDefault();
});

// A link beside the buttons says that it leaves the form. Its words stay here until they are thrown away.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("form .go a")) isLeaving = true;
});

document.addEventListener("input", noteTyping);
document.addEventListener("change", noteTyping);
document.addEventListener("htmx:load", offerDrafts);
addEventListener("pagehide", () => {
  for (const [form, one] of mine) if (form.isConnected && one.isDirty && !one.isChecked && !isLeaving) keep(form);
});
addEventListener("pageshow", (event) => {
  isLeaving = false;
  if (event.persisted) {
    // Back on a page as it was left: what was saved meanwhile is no draft any more.
    for (const [form, one] of mine) if (!load(one.key)) Object.assign(one, { start: sum(form), isDirty: false });
    return;
  }
  tidy();
  forgetSaved();
  offerDrafts();
});
