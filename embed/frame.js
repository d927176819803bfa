// Inside a frame: `?embed=card` shows the card alone, `?embed=full` the page; both tell the host how tall they are.
import './tune-cost.mjs';

const parameters = new URLSearchParams(location.search);
const kind = parameters.get('embed');

/** Nothing but a number leaves this way, so any host may hear it. */
const tellHeight = (height) => parent.postMessage({ type: 'tunecost:height', height }, '*');

export function start() {
  const box = kind === 'card' ? card() : document.body;
  if (parent === window) return;
  if (kind === 'full') links();
  new ResizeObserver(() => tellHeight(Math.ceil(box.getBoundingClientRect().bottom + scrollY))).observe(box);
}

function card() {
  const element = document.createElement('tune-cost');
  for (const name of ['theme', 'inputs']) {
    if (parameters.has(name)) element.setAttribute(name, parameters.get(name));
  }
  element.setAttribute('scenario', location.search);
  element.setAttribute('page', location.origin + location.pathname);
  document.body.append(element);
  return element;
}

/** The application writes its scenario into the address. A host that says hello hears of it, at its own origin alone. */
function links() {
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || data?.type !== 'tunecost:hello' || origin === 'null') return;
    for (const name of ['pushState', 'replaceState']) {
      const plain = history[name];
      history[name] = function (...all) {
        plain.apply(this, all);
        parent.postMessage({ type: 'tunecost:link', link: location.search }, origin);
      };
    }
  }, { once: true });
}
