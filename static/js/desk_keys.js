// Keys of the desk, for the item that has the focus: "x" takes it off, "c" confirms what the machine read, or opens the form where it
// read nothing, "t" takes it in hand or lets it go, "h" opens its headline, "f" flags it as a key moment, "s" ticks it. X, T and C do it
// with all that are ticked, "u" undoes what was done last. j, k and o are those of all pages; the page lists its keys for their dialog.

const ACTS = { x: "[data-done]", c: "[data-confirm], [data-enter]", t: "[data-take]", f: "[data-flag]", s: "[data-tick]" };
const FOR_ALL = {
  X: "#many [value=done]",
  T: "#many [value=take]",
  C: "#many [value=confirm]",
  u: "[data-undo]",
};
const isTyping = (target) => target.matches("input:not([type=checkbox]), textarea, select");

function off() {
  try {
    return localStorage.getItem("casetracker-keys-off") === "1";
  } catch {
    return false;
  }
}

function openHeadline(item) {
  const details = item.querySelector("details.plainly");
  if (!details) return false;
  details.open = true;
  details.querySelector("input[name=headline]").select();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || off()) return;
  const forAll = event.key in FOR_ALL && document.querySelector(FOR_ALL[event.key]);
  if (forAll) {
    event.preventDefault();
    forAll.click();
    return;
  }
  const item = document.activeElement?.closest(".item");
  if (!item) return;
  const button = event.key in ACTS && item.querySelector(ACTS[event.key]);
  if (button) button.click();
  else if (event.key !== "h" || !openHeadline(item)) return;
  event.preventDefault();
});

// After something was done the same item is at hand again, or the next one. "at" names an item, or a pile, whose first is meant.
const at = new URLSearchParams(location.search).get("at");
const here = at && document.getElementById(at)?.closest(".item, .pile");
const next = here || (document.querySelector(".undo, .messages") && document.querySelector(".pile .item"));
const door = next?.querySelector?.(".item h3 a, h3 a");
door?.focus({ preventScroll: true, focusVisible: true });
if (here) door?.closest(".item").scrollIntoView({ block: "center" });
