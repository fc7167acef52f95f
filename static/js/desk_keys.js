// Keys of the desk, for the item that has the focus: "x" takes it off, "c" confirms what the machine read, or opens the form where it
// read nothing, "t" takes it in hand or lets it go, "h" opens its headline, "f" flags it as a key moment. j, k and o are those of all pages.

const ACTS = { x: "[data-done]", c: "[data-confirm], [data-enter]", t: "[data-take]", f: "[data-flag]" };
const isTyping = (target) => target.matches("input, textarea, select");

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
  const item = document.activeElement?.closest(".item");
  if (!item) return;
  const button = event.key in ACTS && item.querySelector(ACTS[event.key]);
  if (button) button.click();
  else if (event.key !== "h" || !openHeadline(item)) return;
  event.preventDefault();
});

// After something was done the same item is at hand again, else the next one that waits.
const at = new URLSearchParams(location.search).get("at");
const here = at && document.getElementById(at);
const next = here || (document.querySelector(".undo, .messages") && document.querySelector(".pile .item"));
next?.querySelector?.("h3 a")?.focus({ preventScroll: !here });
