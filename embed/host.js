// For pages that show Tunecost in an <iframe> of their own: the frame becomes as tall as what is in it. One script tag,
// from the same folder that the frame is from.
const TALLEST = 20_000;

// ANCHOR: listen
addEventListener('message', (event) => {
  const { type, height } = event.data ?? {};
  if (type !== 'tunecost:height' || !(height > 0)) return;
  for (const frame of document.querySelectorAll('iframe')) {
    // The message counts for the frame that sent it, while that frame shows the origin that this page chose.
    if (frame.contentWindow === event.source && new URL(frame.src).origin === event.origin) {
      frame.style.height = `${Math.min(Math.ceil(height), TALLEST)}px`;
    }
  }
});
// ANCHOR_END: listen
