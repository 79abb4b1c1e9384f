// Keeps what is typed in a step through a refresh and through the back button, in this tab alone: nothing is
// sent, and it is gone when the tab closes or the step is sent in.
const form = document.querySelector("form[data-keep]");
const place = `aanvraag ${location.pathname}`;
const [{ type: came } = {}] = performance.getEntriesByType("navigation");

const isKept = (field) =>
  field.name && !["hidden", "file", "submit", "button"].includes(field.type) && !field.closest("[aria-hidden]");
const isTicked = (field) => ["checkbox", "radio"].includes(field.type);

const keep = () => {
  const typed = [...form.elements].filter(isKept).map((field) => [field.name, field.value, field.checked]);
  sessionStorage.setItem(place, JSON.stringify(typed));
};

const bringBack = () => {
  const typed = JSON.parse(sessionStorage.getItem(place) ?? "[]");
  for (const field of [...form.elements].filter(isKept)) {
    const [, value, ticked] =
      typed.find(([name, kept]) => name === field.name && (!isTicked(field) || kept === field.value)) ?? [];
    if (value === undefined) continue;
    if (isTicked(field)) field.checked = ticked;
    else field.value = value;
  }
};

try {
  // Who comes to a step anew sees what the site has of it: another tab or device may have changed it.
  if (["reload", "back_forward"].includes(came)) bringBack();
  else sessionStorage.removeItem(place);
  form.addEventListener("input", keep);
  form.addEventListener("submit", () => sessionStorage.removeItem(place));
} catch {
  // Some browsers keep nothing for a page. Then it is as it is without this.
}
