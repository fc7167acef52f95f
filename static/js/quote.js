// Takes what is marked in the court's text into a field for a quotation, with the page on which it stands, and a usual standard into
// the field for it. Without this the words are copied and pasted, or typed.

let marked = "";
let place = "";

const leaf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-place]");

/** Where a selection stands: "at 7", "at 7–8"; "" where that is not known. */
function placeOf(range) {
  const [first, last] = [leaf(range.startContainer), leaf(range.endContainer)].map((found) => found?.dataset.place ?? "");
  return first && last && first !== last ? `${first}–${last.replace("at ", "")}` : first;
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const within = selection.anchorNode?.parentElement?.closest("[data-quotable]");
  const text = selection.toString().replace(/\s+/g, " ").trim();
  if (!within || !text) return;
  const range = selection.getRangeAt(0);
  // The numbers of pages are not the court's words.
  const words = range.cloneContents();
  for (const number of words.querySelectorAll("small.num")) number.remove();
  marked = words.textContent.replace(/\s+/g, " ").trim();
  place = placeOf(range);
});

for (const button of document.querySelectorAll("button[data-quote]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.quote);
    if (marked) {
      field.value = marked;
      const at = document.getElementById(button.dataset.at);
      // A place that was typed, for words from elsewhere, would be wrong for these; where none is known it is left to the editor.
      if (at && (place || at.value.startsWith("at "))) at.value = place;
    }
    button.textContent = marked ? "Taken. Mark other words to take those instead" : "Mark words in the text above first";
    field.focus();
  });
}

for (const list of document.querySelectorAll("select[data-fills]")) {
  list.hidden = false;
  list.addEventListener("change", () => {
    if (!list.value) return;
    const field = document.getElementById(list.dataset.fills);
    field.value = list.value;
    list.value = "";
    field.focus();
  });
}
