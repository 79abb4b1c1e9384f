// Warns before the page of a request closes by itself, and keeps it open for who says so (WCAG 2.2.1). Without
// it the page says how long it stays open, and what is sent too late comes back to be copied.
const WARN = 600; // seconds before the end
const notice = document.querySelector("[data-closes]");
const [words, button] = [notice.querySelector("p"), notice.querySelector("button")];
let ends;

const begin = () => {
  ends = Date.now() + 1000 * notice.dataset.closes;
  notice.hidden = true;
};

// By the clock and not by a timer alone: a computer that slept has missed its timers.
const look = () => {
  const left = (ends - Date.now()) / 1000;
  if (left > WARN || !button.isConnected) return;
  notice.hidden = false;
  if (left > 0) return;
  words.textContent = notice.dataset.closed;
  button.remove();
};

button.addEventListener("click", async () => {
  const answer = await fetch(notice.dataset.url).catch(() => null);
  if (answer?.ok) begin();
  else ends = 0;
  look();
});
document.addEventListener("visibilitychange", look);
begin();
setInterval(look, 15_000);
