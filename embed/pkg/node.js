// The package in Node.js: the WebAssembly is read from disk when the module is imported.
import { readFileSync } from 'node:fs';
import { initSync } from './tunecost.js';
import { api, ready } from './api.js';

initSync({ module: readFileSync(new URL('./tunecost_bg.wasm', import.meta.url)) });
ready.done = true;

/** Nothing left to do here; it is there so that the same code runs in both worlds. */
export async function init() {}

export const { estimate, search, parseLink, toLink, catalog, card } = api;
