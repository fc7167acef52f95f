// Takes what is marked in the court's text into a field for a quotation. Without this the words are copied and pasted.

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
