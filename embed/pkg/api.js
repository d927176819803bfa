// What both worlds share: arguments are checked, nothing is thrown.
import * as wasm from './tunecost.js';

export const ready = { now: undefined, done: false };

const failure = (code, message, key = null) => ({ ok: false, error: { code, key, message } });

/** A query out of an object of fields: `undefined` is left out, `null` means that an optional field is empty. */
function toQuery(scenario) {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(scenario)) {
    if (value === undefined || (key === 'preset' && value === null)) continue;
    pairs.append(key, value === null ? '' : String(value));
  }
  return pairs.toString();
}

/** Calls `answer` with a query, and whether it must be exactly right. */
function withScenario(scenario, answer) {
  return guarded(() => {
    if (typeof scenario === 'string') return answer(scenario, false);
    if (typeof scenario === 'object' && scenario !== null && !Array.isArray(scenario)) return answer(toQuery(scenario), true);
    return failure('invalid_argument', 'The scenario must be an object of fields or a query, like { tokens: 5e6 } or "tokens=5M".');
  });
}

function guarded(answer) {
  if (!ready.done) return failure('not_started', 'Call and await init() once before anything else.');
  try {
    return answer();
  } catch (error) {
    return failure('internal', `The estimator met a case that it cannot compute: ${error}`);
  }
}

export const api = {
  estimate: (scenario = {}) => withScenario(scenario, wasm.estimate),
  search: (scenario = {}, constraints = {}) => {
    if (typeof constraints !== 'object' || constraints === null || Array.isArray(constraints)) {
      return failure('invalid_argument', 'The constraints must be an object, like { budget_usd: 100 }.');
    }
    return withScenario(scenario, (query, exact) => wasm.search(query, exact, constraints));
  },
  parseLink: (link) =>
    guarded(() => (typeof link === 'string' ? wasm.parseLink(link) : failure('invalid_argument', 'A link is a text, like "?v=1&tokens=5000000".'))),
  toLink: (scenario = {}, { form = 'readable' } = {}) => {
    if (form !== 'readable' && form !== 'compact') return failure('invalid_argument', 'The form must be "readable" or "compact".');
    return withScenario(scenario, (query, exact) => wasm.toLink(query, exact, form === 'compact'));
  },
  catalog: () => guarded(() => wasm.catalog()),
  card: (scenario = {}) =>
    withScenario(scenario, (query, exact) => {
      const link = wasm.toLink(query, exact, false);
      return link.ok ? { ok: true, value: wasm.card(query, '', 0) } : link;
    }),
};
