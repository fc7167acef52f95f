// Takes what is marked in the court's text into a field for a quotation, and a usual standard into the field for it. Without this the
// words are copied and pasted, or typed.

let marked = "";

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const within = selection.anchorNode?.parentElement?.closest("[data-quotable]");
  const text = selection.toString().replace(/\s+/g, " ").trim();
  if (within && text) marked = text;
});

for (const button of document.querySelectorAll("button[data-quote]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.quote);
    if (marked) field.value = marked;
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
