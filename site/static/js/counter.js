// Says under a field how many letters are used of the most it takes, while somebody types in it.
const words = document.currentScript.dataset.words;

const counterOf = (field) => {
  if (!field.counter) {
    field.counter = document.createElement("p");
    field.counter.className = "help counter";
    field.after(field.counter);
  }
  return field.counter;
};

const count = ({ target }) => {
  if (!target.matches?.("input[type=text][maxlength], textarea[maxlength]")) return;
  const most = target.maxLength;
  if (most < 20) return;
  const used = [...target.value].length;
  const counter = counterOf(target);
  counter.textContent = words.replace("{used}", used).replace("{most}", most);
  // A screen reader hears it near the end only, not with every letter.
  counter.setAttribute("role", most - used <= 10 ? "status" : "none");
};

for (const kind of ["focusin", "input"]) document.addEventListener(kind, count);
