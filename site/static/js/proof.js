// Proof of work against spam, after ALTCHA's protocol. On a form: says that this browser can do it. On the page
// that asks for it: gets a challenge from our own server, lets a worker find the number, sends the form.

const form = document.querySelector("form[data-proof]");
const canProve = "Worker" in window && Boolean(globalThis.crypto?.subtle);

const say = (what) => {
  const status = form.querySelector("[data-status]");
  status.textContent = status.dataset[what];
};

const solve = (challenge) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(form.dataset.worker, { type: "module" });
    worker.onmessage = ({ data }) => (data === null ? reject(new Error("no number")) : resolve(data));
    worker.onerror = reject;
    worker.postMessage(challenge);
  });

const prove = async () => {
  say("busy");
  try {
    const answer = await fetch(form.dataset.challenge, { cache: "no-store" });
    const { maxnumber, ...challenge } = await answer.json();
    const number = await solve({ maxnumber, ...challenge });
    form.elements.altcha.value = btoa(JSON.stringify({ ...challenge, number }));
    say("done");
    form.submit();
  } catch {
    say("failed");
  }
};

if (form && canProve) {
  if (form.dataset.challenge) {
    prove();
  } else {
    form.elements["kan-bewijzen"].value = "1";
  }
}
