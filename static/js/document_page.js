// Marked words on a document's page give their quotation and a link that leads back to them; arrow keys turn pages. Without this the
// words are found by searching, and cited by hand. Places are counted in code points, as the server counts them.

const quote = document.querySelector(".leaf-quote");
const words = Array.from(JSON.parse(document.querySelector("#page-words")?.textContent ?? '""'));
const said = quote?.querySelector("[role=status]");
let marked = null;

/** FNV-1a of the words in UTF-8, 32 bits: as rulings.passages.links.hash_passage. */
function hash(text) {
  let digest = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text.trim().replace(/\s+/g, " "))) digest = Math.imul(digest ^ byte, 0x01000193) >>> 0;
  return digest.toString(16).padStart(8, "0");
}

/** Whether more of a word than the blank behind it is marked. */
function isMarked(word, range) {
  if (range.comparePoint(word, 0) > 0 || range.comparePoint(word, word.childNodes.length) < 0) return false;
  const part = range.cloneRange();
  if (!word.contains(part.startContainer)) part.setStart(word, 0);
  if (!word.contains(part.endContainer)) part.setEnd(word, word.childNodes.length);
  return part.toString().trim() !== "";
}

/** From where to where the marked words go in the text of the page, or null. */
function passage() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const chosen = [...document.querySelectorAll(".leaf text")].filter((word) => isMarked(word, range));
  if (!chosen.length) return null;
  const begin = Math.min(...chosen.map((word) => Number(word.dataset.begin)));
  const end = Math.max(...chosen.map((word) => Number(word.dataset.end)));
  return { begin, end, text: words.slice(begin, end).join("") };
}

function name({ begin, end, text }) {
  const ahead = Number(quote.dataset.pageBegin);
  return `${begin + ahead}-${end + ahead}.${hash(text)}`;
}

function link(found) {
  const address = new URL(document.querySelector("link[rel=canonical]").href);
  address.searchParams.set("passage", name(found));
  return address.href;
}

const makes = {
  link,
  frame: (found) => quote.querySelector("[data-frame]").dataset.frame.replace("PASSAGE", name(found)),
  quotation: (found) => `“${found.text.trim().replace(/\s+/g, " ")}” ${quote.dataset.citation}, ${link(found)}`,
};

const copied = { link: "Link copied", quotation: "Quotation copied", frame: "Frame copied" };

if (quote && words.length && navigator.clipboard) {
  document.addEventListener("selectionchange", () => {
    const found = passage();
    if (found) {
      marked = found;
      said.textContent = found.text.length > 2000 ? "At most 2,000 characters can be linked." : "";
      const picture = quote.querySelector("[data-picture]");
      if (picture) picture.href = `${picture.dataset.picture}?passage=${name(found)}`;
    }
    quote.hidden = !marked;
  });
  for (const button of quote.querySelectorAll("[data-quotes]")) {
    // A press of the button must not undo the selection that is to be copied.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(makes[button.dataset.quotes](marked));
      said.textContent = copied[button.dataset.quotes];
    });
  }
}

document.querySelector(".leaf .on-passage")?.scrollIntoView({ block: "center" });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const frame = document.querySelector(".leaf-frame");
  if (!way || frame.scrollWidth > frame.clientWidth) return;
  document.querySelector(`.leaf-turn a[rel=${way}]`)?.click();
});
