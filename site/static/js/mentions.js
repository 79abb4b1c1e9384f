/* Comfort for calling a colleague in a note. After an "@" the names that fit stand below the field, as buttons:
   arrow down goes to them, Enter or a click puts one in, Escape goes back. Without this a typed name works. */

const FIELDS = "#note-text, #contact-note";
const CALL = /(?:^|[^\w.@+-])@([^\n@]{0,40})$/u;
const MOST = 6;

const names = JSON.parse(document.getElementById("callable-names").textContent);
const words = document.getElementById("callable-words").dataset;

function fits(typed) {
  const wanted = typed.toLowerCase();
  const isIt = (name) => name.toLowerCase().split(" ").some((_word, at, all) => all.slice(at).join(" ").startsWith(wanted));
  return names.filter((name) => name.toLowerCase() !== wanted && isIt(name)).slice(0, MOST);
}

function watch(field) {
  const list = document.createElement("ul");
  list.className = "callable";
  list.hidden = true;
  const said = document.createElement("p");
  said.className = "w-sr-only";
  said.setAttribute("role", "status");
  field.after(list, said);

  const typed = () => CALL.exec(field.value.slice(0, field.selectionStart))?.[1];
  const buttons = () => [...list.querySelectorAll("button")];

  function close() {
    list.hidden = true;
    said.textContent = "";
  }

  function put(name) {
    const before = field.value.slice(0, field.selectionStart);
    field.setRangeText(`${name} `, before.lastIndexOf("@") + 1, before.length, "end");
    close();
    field.focus();
  }

  function show() {
    const start = typed();
    const found = start === undefined ? [] : fits(start);
    list.hidden = !found.length;
    list.replaceChildren(...found.map(item));
    said.textContent = found.length > 1 ? words.more.replace("{count}", found.length) : found.length ? words.one : "";
  }

  function item(name) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => put(name));
    const line = document.createElement("li");
    line.append(button);
    return line;
  }

  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      buttons()[0].focus();
    } else if (event.key === "Escape") {
      close();
    }
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      close();
      field.focus();
    } else if (step) {
      event.preventDefault();
      (buttons()[buttons().indexOf(document.activeElement) + step] ?? field).focus();
    }
  });
}

if (names.length) document.querySelectorAll(FIELDS).forEach(watch);
