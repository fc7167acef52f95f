// Buttons on a filing's page: copy its link, its citation, or the court's words as a quotation with their source. Where a browser
// does not let a page copy there are none; link and citation stand on the page as text.

const link = () => document.querySelector("#address").value;
const citation = () => document.querySelector("#citation").textContent.trim();

function quotation() {
  const words = document.querySelector("#court-words");
  const chosen = getSelection();
  const isPart = !chosen.isCollapsed && words.contains(chosen.anchorNode) && words.contains(chosen.focusNode);
  const text = (isPart ? chosen.toString() : words.textContent).trim().replace(/\s+/g, " ");
  return `“${text}” ${citation()} ${link()}`;
}

const acts = { "Copy link": link, "Copy citation": citation };
if (document.querySelector("#court-words")) acts["Copy as quotation"] = quotation;

const place = document.querySelector("[data-copy]");
if (place && navigator.clipboard) {
  const said = Object.assign(document.createElement("p"), { className: "hint" });
  said.setAttribute("role", "status");
  for (const [label, made] of Object.entries(acts)) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "second", textContent: label });
    // A press of the button must not undo the selection that is to be copied.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(made());
      said.textContent = `${label.replace("Copy ", "").replace(/^./, (sign) => sign.toUpperCase())} copied`;
    });
    place.append(button);
  }
  place.append(said);
}
