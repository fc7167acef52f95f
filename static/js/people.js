// "@" completes the names of the newsroom's people, in every field with "data-people", which says where their names are. Arrow keys choose,
// Enter and Tab take, Escape closes. Without this a name is typed in full.

const MOST = 8;
const BEGUN = /(?:^|[^\w@.])@([\w.+-]{0,30})$/;
const known = new Map();
/** Address -> what it answered. */
let open = null;
/** {field, list, from, chosen}: the list that is open, and where the name begins. */

async function load(address) {
  if (!known.has(address)) {
    const asked = fetch(address, { headers: { accept: "application/json" } }).then((answer) => (answer.ok ? answer.json() : { people: [] }));
    known.set(address, asked.then((told) => told.people, () => []));
  }
  return known.get(address);
}

const fits = (person, begun) => [person.name, ...person.full.split(" ")].some((word) => word.toLowerCase().startsWith(begun));

function close() {
  if (!open) return;
  open.list.remove();
  for (const name of ["aria-activedescendant", "aria-controls"]) open.field.removeAttribute(name);
  open = null;
}

function choose(at) {
  const options = [...open.list.children];
  open.chosen = (at + options.length) % options.length;
  for (const [place, option] of options.entries()) option.setAttribute("aria-selected", String(place === open.chosen));
  open.field.setAttribute("aria-activedescendant", options[open.chosen].id);
}

function take(name) {
  const { field, from } = open;
  close();
  field.setRangeText(`${name} `, from, field.selectionStart, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function show(field, people, from) {
  close();
  const list = document.createElement("ul");
  list.className = "newsroom-names";
  list.id = `${field.id}-people`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People of the newsroom");
  for (const [place, person] of people.entries()) {
    const option = document.createElement("li");
    option.id = `${list.id}-${place}`;
    option.dataset.name = person.name;
    option.setAttribute("role", "option");
    option.textContent = person.full ? `@${person.name} · ${person.full}` : `@${person.name}`;
    // Before the field loses the focus.
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(person.name);
    });
    list.append(option);
  }
  field.after(list);
  open = { field, list, from, chosen: 0 };
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  choose(0);
}

async function complete(field) {
  const begun = field.value.slice(0, field.selectionStart).match(BEGUN);
  if (!begun) return close();
  const from = field.selectionStart - begun[1].length;
  const people = (await load(field.dataset.people)).filter((person) => fits(person, begun[1].toLowerCase())).slice(0, MOST);
  const stands = field.value.slice(0, field.selectionStart).match(BEGUN);
  if (document.activeElement !== field || stands?.[1] !== begun[1]) return;
  if (people.length === 0) return close();
  show(field, people, from);
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-people]")) complete(event.target);
});

document.addEventListener("keydown", (event) => {
  if (!open || event.target !== open.field || event.isComposing) return;
  if (event.key === "ArrowDown") choose(open.chosen + 1);
  else if (event.key === "ArrowUp") choose(open.chosen - 1);
  else if (event.key === "Enter" || event.key === "Tab") take(open.list.children[open.chosen].dataset.name);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

document.addEventListener("focusout", (event) => {
  if (open && event.target === open.field) close();
});
