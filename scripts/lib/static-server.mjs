// Serves a folder on 127.0.0.1, for scripts/serve and the end-to-end tests. Any static host does the same job.
//   node static-server.mjs FOLDER PORT [PREFIX]
//   node static-server.mjs --free PORT       exits with 0 when the port can be had
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.tsv': 'text/tab-separated-values; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

const [folder, portText, prefix = '/'] = process.argv.slice(2);
const port = Number(portText);

// An enormous link is for the page to answer, not for the server to refuse.
const server = createServer({ maxHeaderSize: 1 << 20 }, (request, response) => {
  const refuse = (status) => response.writeHead(status, { 'content-type': 'text/plain' }).end(`${status}\n`);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);

  let path;
  try {
    path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  } catch {
    return refuse(400);
  }
  if (!path.startsWith(prefix) || path.includes('\0')) return refuse(404);
  path = path.slice(prefix.length);
  if (path === '' || path.endsWith('/')) path += 'index.html';
  const file = normalize(join(folder, path));
  if (!file.startsWith(normalize(folder) + sep)) return refuse(404);

  let size;
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return refuse(404);
    size = stat.size;
  } catch {
    return refuse(404);
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': size,
    'cache-control': 'no-cache',
    // As public static hosts send it: pages of other origins may embed a card.
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file).pipe(response);
});

server.on('error', (error) => {
  if (error.code === 'EADDRINUSE') {
    console.error(`error: port ${port} is in use. Choose another: PORT=${port + 1} scripts/serve`);
  } else if (error.code === 'EACCES') {
    console.error(`error: port ${port} is not yours to open. Choose one above 1023: PORT=8080 scripts/serve`);
  } else {
    console.error(`error: ${error.message}`);
  }
  process.exit(1);
});
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error('error: PORT must be a whole number from 1 to 65535, like 8080.');
  process.exit(1);
}
server.listen(port, '127.0.0.1', () => {
  if (folder === '--free') process.exit(0);
  console.log(`Tunecost is at http://127.0.0.1:${port}${prefix}`);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
