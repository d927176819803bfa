// A site that embeds cards, on another origin than Tunecost's files. Pages are in pages/; {{assets}} in them is the
// address of the built page. A first line `<!-- policy: … -->` becomes a Content-Security-Policy.
//   node server.mjs PORT ASSETS
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, assets] = process.argv.slice(2);
createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/favicon.ico') return response.writeHead(204).end();
  if (!/^\/[\w-]+\.(html|js)$/.test(pathname)) return response.writeHead(pathname === '/' ? 200 : 404).end();
  let text;
  try {
    text = readFileSync(new URL(`pages${pathname}`, import.meta.url), 'utf8').replaceAll('{{assets}}', assets);
  } catch {
    return response.writeHead(404).end();
  }
  const policy = text.match(/^<!-- policy: (.*) -->/)?.[1];
  const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, ...(policy && { 'content-security-policy': policy }) });
  response.end(text);
}).listen(Number(port), '127.0.0.1');
