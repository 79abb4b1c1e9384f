// Finds one's organisation in the registers while one types: an editable combobox with a list (WAI-ARIA APG).
// Without this script a button asks the server, and the same choices come back as radio buttons.
const WAIT = 150; // milliseconds without a key before the server is asked
const SHORTEST = 3;
const FIELDS = ["organisation_name", "sector", "postcode", "city", "register_code"];

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

class Finder {
  #asked = new AbortController();
  #timer;
  #results = [];
  #active = -1;
  #filled = {};

  constructor(root) {
    this.root = root;
    this.fields = root.closest("form").elements;
    this.input = root.querySelector("input[name=search]");
    this.button = root.querySelector("button[name=zoek]");
    this.said = root.querySelector(".finder-said");
    this.card = root.querySelector("[data-card]");
    this.byHand = root.parentElement.querySelector("details[data-by-hand]");
    this.list = element("ul", { id: "finder-list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", root.querySelector("label").textContent);
    this.said.after(this.list); // below how many there are
    this.button.hidden = true;
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
    })) this.input.setAttribute(name, value);
    if (this.#field("register_was")?.value) for (const name of FIELDS) this.#filled[name] = this.fields[name].value;

    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#pressed(event));
    this.input.addEventListener("blur", () => this.#close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", ({ target }) => {
      const place = [...this.list.children].indexOf(target.closest("li"));
      if (place >= 0) this.#choose(place);
    });
  }

  #field(name) {
    return this.root.querySelector(`input[type=hidden][name=${name}]`);
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#asked.abort();
    if (this.input.value.trim().length < SHORTEST) {
      this.#close();
      this.said.textContent = "";
      return;
    }
    this.#timer = setTimeout(() => this.#ask(), WAIT);
  }

  async #ask() {
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const address = `${this.root.dataset.url}?${new URLSearchParams({ q: this.input.value })}`;
    try {
      const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
      const { said, results } = await answer.json();
      if (signal.aborted) return;
      this.#show(said, results);
      // Too much at once: the server says so, and is asked again when it is ready.
      if (answer.status === 429) this.#timer = setTimeout(() => this.#ask(), 1000 * answer.headers.get("Retry-After"));
    } catch {
      if (signal.aborted) return;
      this.#close();
      this.button.hidden = false; // the server may answer a page after all
    }
  }

  #show(said, results) {
    this.#results = [...results, null];
    const rows = this.#results.map((result, place) => {
      const row = element(
        "li",
        { id: `finder-${place}` },
        element("span", { className: "finder-name", textContent: result?.name ?? this.root.dataset.none }),
        ...(result ? [element("span", { className: "finder-line", textContent: result.line })] : []),
      );
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      return row;
    });
    this.list.replaceChildren(...rows);
    this.said.textContent = said;
    this.#activate(-1);
    this.#open();
  }

  #open() {
    if (!this.list.childElementCount || document.activeElement !== this.input) return;
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  #close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }

  #activate(place) {
    this.list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = place;
    const row = this.list.children[place];
    row?.setAttribute("aria-selected", "true");
    row?.scrollIntoView({ block: "nearest" });
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  #pressed(event) {
    const count = this.list.childElementCount;
    const isOpen = !this.list.hidden;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && count && !event.altKey) {
      if (!isOpen) this.#open();
      const start = this.#active < 0 && event.key === "ArrowUp" ? 0 : this.#active;
      this.#activate((start + moves[event.key] + count) % count);
    } else if (event.key === "ArrowDown" && event.altKey) {
      this.#open();
    } else if (event.key === "Enter" && isOpen && this.#active >= 0) {
      this.#choose(this.#active);
    } else if (event.key === "Escape" && isOpen) {
      this.#close();
    } else if (event.key === "Escape" && this.input.value) {
      this.input.value = "";
      this.#typed();
    } else {
      return;
    }
    event.preventDefault();
  }

  #choose(place) {
    const result = this.#results[place];
    this.#close();
    if (result) this.#take(result);
    else this.#leave();
    this.fields.gezocht.value = this.input.value.trim();
  }

  #take({ key, name, fields, facts }) {
    this.input.value = name;
    this.#keep(key);
    for (const one of FIELDS) this.fields[one].value = fields[one];
    this.#filled = fields;
    const lines = facts.map(([label, value]) =>
      element("div", {}, element("dt", { textContent: label }), element("dd", { textContent: value })),
    );
    this.card.querySelector(".chosen-name").textContent = name;
    this.card.querySelector("dl").replaceChildren(...lines);
    this.card.hidden = false;
    this.byHand.open = false;
    this.byHand.querySelector("summary").textContent = this.byHand.dataset.change;
    this.said.textContent = this.root.dataset.chosen.replace("{name}", name);
  }

  #leave() {
    this.#keep("");
    for (const one of FIELDS) {
      if (this.fields[one].value === this.#filled[one]) this.fields[one].value = "";
    }
    this.#filled = {};
    this.card.hidden = true;
    this.byHand.open = true;
    this.byHand.querySelector("summary").textContent = this.byHand.dataset.fillIn;
    this.said.textContent = this.root.dataset.byHand;
    const name = this.fields.organisation_name;
    if (!name.value && !/\d/.test(this.input.value)) name.value = this.input.value.trim(); // nothing is asked twice
    name.focus();
  }

  // The entry that was chosen; radio buttons of a search without script make way for it.
  #keep(key) {
    this.root.querySelector("fieldset:has([name=register_choice])")?.remove();
    for (const name of ["register_choice", "register_was"]) {
      if (!this.#field(name)) this.root.append(element("input", { type: "hidden", name }));
      this.#field(name).value = key;
    }
  }
}

const root = document.querySelector("[data-finder]");
if (root) new Finder(root);
