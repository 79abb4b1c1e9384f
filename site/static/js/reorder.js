// An order with a mouse: a row is dragged by its grip. Where it is dropped, the form of its buttons is sent
// with that place. With the keyboard, and without this script, the buttons do the same.
for (const body of document.querySelectorAll("[data-reorder]")) {
  const rows = () => [...body.rows];
  let dragged = null;
  let before = [];

  for (const grip of body.querySelectorAll("[data-grip]")) {
    grip.hidden = false;
    grip.draggable = true;
  }

  body.addEventListener("dragstart", (event) => {
    if (!event.target.closest?.("[data-grip]")) return;
    dragged = event.target.closest("tr");
    before = rows();
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.id);
    event.dataTransfer.setDragImage(dragged, 0, 0);
    dragged.classList.add("is-dragged");
  });

  body.addEventListener("dragover", (event) => {
    const row = event.target.closest("tr");
    if (!dragged || !row) return;
    event.preventDefault();
    if (row === dragged) return;
    const { top, height } = row.getBoundingClientRect();
    if (event.clientY < top + height / 2) row.before(dragged);
    else row.after(dragged);
  });

  body.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const place = rows().indexOf(dragged);
    if (place === before.indexOf(dragged)) return;
    const form = dragged.querySelector("[data-grip]").closest("form");
    const to = Object.assign(document.createElement("input"), { type: "hidden", name: "to", value: place + 1 });
    form.append(to);
    form.submit();
  });

  // Dropped elsewhere, or Escape: everything goes back.
  body.addEventListener("dragend", (event) => {
    dragged?.classList.remove("is-dragged");
    if (dragged && event.dataTransfer.dropEffect === "none") body.append(...before);
    dragged = null;
  });
}
