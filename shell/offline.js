// After the page has come to rest: keeps a copy of it for the next visit without a network, and says so when the reader
// sees such a copy or when a newer one has come. BUILD and NEWEST_PRICE are set by the build.
const page = document.documentElement;
let bar;

function say(text, action) {
  bar?.remove();
  bar = document.createElement('div');
  bar.className = 'copy-note';
  bar.setAttribute('role', 'status');
  const words = document.createElement('span');
  words.textContent = text;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = action;
  // The address holds the scenario, so nothing is lost.
  button.addEventListener('click', () => location.reload());
  bar.append(words, button);
  document.body.prepend(bar);
}

const newer = () => say('A newer version has been fetched, with newer prices where they changed.', 'Reload');

if (page.dataset.copy) {
  say(`The network does not answer. This is the copy of your last visit. Its newest price is of ${NEWEST_PRICE}.`, 'Try again');
}

const worker = navigator.serviceWorker;
worker?.addEventListener('message', ({ data }) => data?.type === 'tunecost:newer' && newer());

worker
  ?.register('./sw.js', { updateViaCache: 'none' })
  .then((registration) => {
    // A copy of another build than this page's has been fetched while the page was open.
    const watch = (installing) =>
      installing?.addEventListener('statechange', async () => {
        if (installing.state !== 'installed') return;
        const channel = new MessageChannel();
        channel.port1.onmessage = ({ data }) => data !== BUILD && newer();
        installing.postMessage({ type: 'tunecost:which' }, [channel.port2]);
      });
    watch(registration.installing);
    registration.addEventListener('updatefound', () => watch(registration.installing));
    // A tab that was left open for days asks when it is looked at again.
    document.addEventListener('visibilitychange', () => document.hidden || registration.update().catch(() => {}));
  })
  // Private windows and file: have no place to keep a copy. The page works all the same.
  .catch(() => {});
