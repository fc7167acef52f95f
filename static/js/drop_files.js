// The form for files on the import desk: files may be dropped anywhere on it; what was chosen is listed, and what is too much is
// said before it is sent. Without this the browser's own field does the same with a smaller target.

const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(bytes < 2 ** 20 ? 1 : 0);

function tell(form, input, said) {
  const files = [...input.files];
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const most = Number(form.dataset.most);
  const tooMuch = size > most ? `That is ${megabytes(size)} MB at once; ${megabytes(most)} MB is the most. Hand them in a few at a time.` : "";
  input.setCustomValidity(tooMuch);
  const names = files.slice(0, 5).map((file) => file.name).join(", ");
  const more = files.length > 5 ? ` and ${files.length - 5} more` : "";
  said.textContent = tooMuch || (files.length ? `${names}${more} (${megabytes(size)} MB)` : "");
  said.classList.toggle("error", Boolean(tooMuch));
}

for (const form of document.querySelectorAll("form[data-most]")) {
  const input = form.querySelector("input[type=file]");
  const said = form.querySelector("#file-said");
  input.addEventListener("change", () => tell(form, input, said));
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      tell(form, input, said);
    }
  });
}
// A file that misses the form must not replace the page.
for (const missed of ["dragover", "drop"]) window.addEventListener(missed, (event) => event.preventDefault());
