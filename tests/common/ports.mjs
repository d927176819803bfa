// Ports for the servers of one test run. They differ from run to run, so that two clones can be tested at once.
import { createServer } from 'node:net';

const isFree = (port) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** The first of two free neighbours, below 32768: from there on, systems hand out ports to whoever connects. */
export async function freePair() {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = 12_000 + 2 * Math.floor(Math.random() * 10_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error('No two neighbouring ports between 12000 and 32000 are free.');
}
