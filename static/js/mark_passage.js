// Marking some of the court's text offers to write a note on it. Places are counted in code points, as the server counts them.
// Without this the words are copied into the form by hand.

const texts = [...document.querySelectorAll("[data-passage]")];
const writing = document.querySelector("[data-passage-form]");
const offer = document.querySelector("[data-passage-button]");
const CONTEXT = 40;
let marked = null;

const points = (words) => Array.from(words).length;

/** The passage that is marked in the court's text, or on one page of a document's, or null. */
function passage() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const text = texts.find((one) => one.contains(range.startContainer) && one.contains(range.endContainer));
  if (!text) return null;
  const above = document.createRange();
  above.selectNodeContents(text);
  above.setEnd(range.startContainer, range.startOffset);
  const [ahead, exact] = [above.toString(), range.toString()];
  if (!exact.trim()) return null;
  const behind = text.textContent.slice(ahead.length + exact.length);
  const some = (words, from, to) => Array.from(words).slice(from, to).join("");
  return { exact, before: some(ahead, -CONTEXT), after: some(behind, 0, CONTEXT), start: String(Number(text.dataset.begin ?? 0) + points(ahead)), text };
}

function fill({ text, ...found }) {
  for (const [name, value] of Object.entries(found)) writing.querySelector(`[name="${name}"]`).value = value;
  writing.open = true;
  writing.querySelector('[name="body"]').focus();
  offer.hidden = true;
}

if (texts.length && writing && offer) {
  document.addEventListener("selectionchange", () => {
    const found = passage();
    if (found) {
      marked = found;
      // The offer stands right below the text that is being marked.
      if (offer.previousElementSibling !== found.text) found.text.after(offer);
    }
    // A press of the button itself takes the mark away before the click arrives.
    offer.hidden = !found && !offer.contains(document.activeElement) && !offer.matches(":hover");
  });
  offer.querySelector("button").addEventListener("click", () => marked && fill(marked));
  // Words that are typed by hand stand wherever they are found.
  writing.querySelector('[name="exact"]').addEventListener("input", () => {
    for (const name of ["before", "after", "start"]) writing.querySelector(`[name="${name}"]`).value = "";
  });
}
