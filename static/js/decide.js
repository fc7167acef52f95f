// The form of a ruling: a sentence that is chosen goes into the row that was last touched; "as above" and "quote the sentence chosen"
// fill in without a new page; on a narrow screen the court's text is folded. Without this the buttons ask the server.

const form = document.getElementById("decides");
const rows = [...form.querySelectorAll("[data-row]")];
const says = document.getElementById("goes-to");
const field = (row, name) => row.querySelector(`[name="${row.id}-${name}"]`);
const legend = (row) => row.querySelector("legend").firstChild.textContent.trim();
const set = (control, value) => {
  if (!control || control.value === value) return;
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
};
const COPIED = ["reason", "quotation", "quoted_from", "place", "standard"];

let active = null;

function activate(row) {
  if (!row || row === active) return;
  active?.classList.remove("active");
  active = row;
  row.classList.add("active");
  if (says) says.textContent = `${says.dataset.says} “${legend(row)}”.`;
}

function quote(row, chosen) {
  set(field(row, "quotation"), chosen.dataset.words);
  set(field(row, "place"), chosen.dataset.at);
  set(field(row, "quoted_from"), "");
  row.dataset.quoted = chosen.dataset.words;
  if (says) says.textContent = document.getElementById("quoted").textContent = `Quoted in “${legend(row)}”.`;
}

form.addEventListener("focusin", (event) => activate(event.target.closest("[data-row]")));

for (const chosen of document.querySelectorAll(".sentences input")) {
  chosen.addEventListener("change", () => {
    // Words that were typed give way to no arrow key: the row's own button takes them.
    const stands = active && field(active, "quotation").value;
    if (active && (!stands || stands === active.dataset.quoted)) quote(active, chosen);
  });
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=quote], button[name=above]");
  const row = button?.closest("[data-row]");
  if (!row) return;
  const chosen = document.querySelector(".sentences input:checked");
  const above = rows.slice(0, rows.indexOf(row)).findLast((one) => field(one, "outcome").value);
  if (button.name === "quote" ? !chosen : !above) return;
  event.preventDefault();
  if (button.name === "quote") return quote(row, chosen);
  for (const name of COPIED) set(field(row, name), field(above, name).value);
  if (!field(row, "outcome").value) set(field(row, "outcome"), field(above, "outcome").value);
});

activate(rows[0]);
if (matchMedia("(max-width: 63.99rem)").matches) document.getElementById("beside").open = false;
