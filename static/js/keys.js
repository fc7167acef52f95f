// Keys for all pages: "/" to search, j and k to move from entry to entry, o to open one, y to copy its link, "?" for this list.
// They can be switched off (WCAG 2.2, 2.1.4), because speech input types letters too. Everything they do, links and fields do as well.

const KEYS = [
  ["/", "Search: in this docket, else all cases"],
  ["j", "Next entry"],
  ["k", "Entry before"],
  ["o", "Open the entry"],
  ["y", "Copy the entry’s link"],
  ["?", "These keys"],
];
const ENTRIES = "main .rail > li:not(.gap, .news, .more), main .item";
const OFF = "casetracker-keys-off";

// A browser that keeps nothing for a site may refuse even to be asked.
function kept(value) {
  try {
    if (value !== undefined) localStorage.setItem(OFF, value);
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
}

const isOff = () => kept() === "1";
const isTyping = (target) => target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
const isVisible = (element) => element.getClientRects().length > 0 && !element.closest("details:not([open]) > :not(summary)");
const doorOf = (entry) => entry.querySelector(":scope h3 a, :scope summary, :scope a");

function make(tag, text = "", attributes = {}) {
  const element = Object.assign(document.createElement(tag), { textContent: text });
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function move(by) {
  const entries = [...document.querySelectorAll(ENTRIES)].filter((entry) => isVisible(entry) && doorOf(entry));
  const here = entries.findLastIndex((entry) => entry.contains(document.activeElement));
  const below = entries.findIndex((entry) => entry.getBoundingClientRect().top > 0);
  const next = here >= 0 ? entries[here + by] : entries[by > 0 ? below : below - 1];
  if (!next) return;
  const door = doorOf(next);
  door.focus({ preventScroll: true, focusVisible: true });
  next.scrollIntoView({ block: next.clientHeight > innerHeight / 2 ? "start" : "center" });
}

const current = () => document.activeElement?.closest(ENTRIES) && document.activeElement;

function search() {
  const field = document.querySelector("#in-docket") ?? document.querySelector("#site-q");
  field?.focus();
  field?.select();
}

async function copyLink() {
  const entry = document.activeElement?.closest(ENTRIES);
  const link = entry?.querySelector("h3 a");
  if (!link || !navigator.clipboard) return;
  await navigator.clipboard.writeText(link.href);
  said.textContent = "Link copied";
  setTimeout(() => (said.textContent = ""), 2000);
}

const said = make("p", "", { class: "toast", role: "status" });

function list() {
  const dialog = make("dialog", "", { class: "keys", "aria-labelledby": "keys-head" });
  const rows = make("dl");
  for (const [key, what] of KEYS) {
    const row = make("div");
    row.append(make("dt"), make("dd", what));
    row.firstChild.append(make("kbd", key));
    rows.append(row);
  }
  const here = document.querySelector("template#page-keys");
  if (here) rows.append(make("h3", here.dataset.title), here.content.cloneNode(true));
  const tick = make("label", "", { class: "tick" });
  const box = make("input", "", { type: "checkbox" });
  box.checked = !isOff();
  box.addEventListener("change", () => kept(box.checked ? "0" : "1"));
  tick.append(box, " Keys are on");
  const close = make("form", "", { method: "dialog" });
  close.append(make("button", "Close"));
  dialog.append(make("h2", "Keys", { id: "keys-head" }), rows, tick, close);
  return dialog;
}

// Where the keys go on in a part of a page that has come anew. (Of "autofocus" the browser and htmx would each take care, in either order.)
document.addEventListener("htmx:load", ({ target }) => (target.matches("[data-focus]") ? target : target.querySelector("[data-focus]"))?.focus());

const dialog = list();
const opener = make("button", "Keys", { type: "button", class: "plain" });
opener.addEventListener("click", () => dialog.showModal());
document.body.append(dialog, said);
document.querySelector(".foot")?.append(opener);

const acts = { "/": search, j: () => move(1), k: () => move(-1), o: () => current()?.click(), y: copyLink, "?": () => dialog.showModal() };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isOff() || dialog.open) return;
  if (!(event.key in acts) || isTyping(event.target)) return;
  event.preventDefault();
  acts[event.key]();
});
