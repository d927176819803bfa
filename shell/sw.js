// Keeps the page for visits without a network. The page itself always comes from the network where there is one, so
// nobody reads old prices without being told: an answer from the copy is marked, and the page says so. BUILD and FILES
// are set by the build.
const PREFIX = `tunecost:${registration.scope}:`;
const NAME = PREFIX + BUILD;
/** How long a reader waits for a slow network before the copy is shown. */
const PATIENCE_MS = 3000;
const page = () => new URL('index.html', registration.scope).href;

addEventListener('install', (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(FILES.map((name) => new URL(name, registration.scope).href))));
});

// No skipWaiting: an open page may still fetch parts of its own build, which the older copy has.
addEventListener('activate', (event) => {
  const old = (name) => name.startsWith(PREFIX) && name !== NAME;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

addEventListener('message', ({ data, ports }) => data?.type === 'tunecost:which' && ports[0].postMessage(BUILD));

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(registration.scope)) return;
  const name = url.pathname.slice(new URL(registration.scope).pathname.length);
  if (request.mode === 'navigate') {
    // Other documents of the folder, like the user guide, are none of this.
    if (name === '' || name === 'index.html') event.respondWith(navigate(event));
  } else if (FILES.includes(name)) {
    // Named by content: what is there is right.
    event.respondWith(kept(url.href).then((copy) => copy ?? fetch(request)));
  } else if (name === 'accuracy.tsv') {
    event.respondWith(fetched(request).catch(async (error) => (await kept(url.href)) ?? Promise.reject(error)));
  }
});

const kept = async (address) => (await caches.open(NAME)).match(address);

/** From the network, with a copy kept. */
async function fetched(request) {
  const response = await fetch(request);
  if (response.ok) await (await caches.open(NAME)).put(request.url, response.clone());
  return response;
}

async function navigate(event) {
  const network = fetch(event.request);
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
  // The copy is shown where the network fails, and where it keeps the reader waiting.
  const response = await Promise.race([network.catch(() => undefined), late]);
  if (response) return response;
  const copy = await kept(page());
  if (!copy) return network;
  const html = await copy.text();
  event.waitUntil(
    network
      .then(async (response) => {
        const client = response.ok && (await response.text()) !== html && (await clients.get(event.resultingClientId));
        if (client) client.postMessage({ type: 'tunecost:newer' });
      })
      .catch(() => {}),
  );
  const headers = new Headers(copy.headers);
  // The length and the encoding were of the file as it came.
  for (const header of ['content-length', 'content-encoding']) headers.delete(header);
  return new Response(html.replace('<html ', '<html data-copy="kept" '), { headers });
}
