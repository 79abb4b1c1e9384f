// Finds the number of an ALTCHA challenge: SHA-256 of salt and number, in hexadecimal, is the challenge.
// In batches, because each hash is a promise; beside the page, so that nothing on it waits.

const BATCH = 500;
const encoder = new TextEncoder();

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const same = (one, other) => one.every((byte, place) => byte === other[place]);

onmessage = async ({ data: { challenge, salt, maxnumber } }) => {
  const wanted = bytesOf(challenge);
  for (let first = 0; first <= maxnumber; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, maxnumber - first + 1) }, (_, step) => first + step);
    const digests = await Promise.all(
      numbers.map((number) => crypto.subtle.digest("SHA-256", encoder.encode(salt + number))),
    );
    const found = digests.findIndex((digest) => same(new Uint8Array(digest), wanted));
    if (found >= 0) {
      postMessage(first + found);
      return;
    }
  }
  postMessage(null);
};
