// "x" does what an item's first button does: takes it off the desk. j, k and o are those of all pages.

const isTyping = (target) => target.matches("input, textarea, select");

function off() {
  try {
    return localStorage.getItem("casetracker-keys-off") === "1";
  } catch {
    return false;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || off()) return;
  const button = document.activeElement?.closest(".item")?.querySelector("[data-done]");
  if (!button) return;
  event.preventDefault();
  button.click();
});

// After one item is done, the next one that waits is at hand.
if (document.querySelector(".undo")) document.querySelector(".pile .item h3 a")?.focus({ preventScroll: true });
