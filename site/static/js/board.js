// The board with a mouse and with Alt and an arrow: both press the buttons that are in the menu of a card.
const board = document.querySelector("[data-board]");
const status = document.querySelector("[data-board-status]");

const columns = () => [...board.querySelectorAll("[data-state]")];
const waysOf = (card) => card.dataset.ways.split(" ");

const move = (card, state) => {
  const menu = card.querySelector(".card-move");
  if (!menu) return;
  if (!waysOf(card).includes(state)) {
    status.textContent = "";
    requestAnimationFrame(() => { status.textContent = status.dataset.refused; });
    return;
  }
  const button = menu.querySelector(`button[value="${state}"]`);
  // What needs more than a click is asked for on the lead's page.
  if (button) button.form.requestSubmit(button);
  else location.assign(menu.querySelector(`a[data-to="${state}"]`).href);
};

let dragged = null;

const mark = () => {
  for (const column of columns()) {
    const fits = dragged && !column.contains(dragged) && waysOf(dragged).includes(column.dataset.state);
    column.classList.toggle("column--fits", Boolean(fits));
    if (!dragged) column.classList.remove("column--over");
  }
};

const prepare = (root) => {
  for (const card of root.querySelectorAll(".card")) {
    if (card.querySelector(".card-move")) card.draggable = true;
    for (const link of card.querySelectorAll("a")) link.draggable = false;
  }
};

board.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".card");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
  mark();
});
board.addEventListener("dragend", () => { dragged = null; mark(); });
board.addEventListener("dragover", (event) => {
  const column = event.target.closest("[data-state]");
  for (const one of columns()) one.classList.toggle("column--over", one === column);
  if (column?.classList.contains("column--fits")) event.preventDefault();
});
board.addEventListener("drop", (event) => {
  const column = event.target.closest("[data-state]");
  if (!column || !dragged) return;
  event.preventDefault();
  move(dragged, column.dataset.state);
});

board.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const card = event.target.closest(".card");
  if (!step || !event.altKey || !card) return;
  event.preventDefault();
  const all = columns();
  const next = all[all.indexOf(card.closest("[data-state]")) + step];
  if (next) move(card, next.dataset.state);
});

board.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-more]");
  if (!link) return;
  event.preventDefault();
  const column = link.closest("[data-state]");
  const shown = column.querySelectorAll(".card").length;
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(column.id);
    column.replaceWith(fresh);
    prepare(fresh);
    fresh.querySelectorAll(".card-name")[shown]?.focus();
    history.replaceState(null, "", link.href);
  } catch {
    location.assign(link.href);
  }
});

prepare(board);
