// One tick for every row of a list, and how many are ticked beside what can be done with them.
const boxes = () => [...document.querySelectorAll(".rows-tick input[type=checkbox]")];
const head = document.querySelector("[data-tick-all]");
const count = document.querySelector("[data-tick-count]");

if (head && count) {
  const all = head.querySelector("input");
  head.hidden = false;
  const tell = () => {
    const ticked = boxes().filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes().length;
    all.indeterminate = ticked > 0 && !all.checked;
    count.textContent = ticked ? `(${ticked})` : "";
  };
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    tell();
  });
  document.addEventListener("change", (event) => { if (event.target.closest(".rows-tick")) tell(); });
  tell();
}
