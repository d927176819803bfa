// The package in browsers and bundlers: `await init()` once, then every function answers at once.
import start from './tunecost.js';
import { api, ready } from './api.js';

/** Loads the WebAssembly beside this file, or from where it is told. Calling it again does nothing. */
export async function init(from) {
  if (ready.now) return;
  ready.now = start({ module_or_path: from ?? new URL('./tunecost_bg.wasm', import.meta.url) });
  try {
    await ready.now;
    ready.done = true;
  } catch (error) {
    ready.now = undefined;
    throw error;
  }
}

export const { estimate, search, parseLink, toLink, catalog, card } = api;
