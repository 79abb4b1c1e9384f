// Frames of our own pages become as high as what is in them. Without this script they scroll.
const fit = (frame) => {
  const page = frame.contentDocument?.documentElement;
  if (page) frame.style.blockSize = `${page.scrollHeight + 2}px`;
};

for (const frame of document.querySelectorAll(".guide iframe")) {
  frame.addEventListener("load", () => {
    fit(frame);
    frame.contentWindow.addEventListener("resize", () => fit(frame));
  });
  if (frame.contentDocument?.readyState === "complete") fit(frame);
}
