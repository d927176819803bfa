// Compiled by tests/embed with `tsc --strict`; it is also the example of the documentation.
// ANCHOR: example
import 'tunecost/element';
import { type Estimate, type Result, catalog, estimate, init, parseLink, search, toLink } from 'tunecost';

await init();

const result: Result<Estimate> = estimate({ model: 'llama-3.1-8b', tokens: 20e6, technique: 'lora', budget: null });
if (result.ok) {
  const { cost_usd, plan } = result.value;
  const usd: number = cost_usd?.mid ?? Number.NaN;
  const gpu: string | undefined = plan?.gpu_name;
  console.log(usd, gpu, result.value.memory?.device_gib.high);
} else {
  console.error(result.error.code, result.error.key, result.error.message);
}

const found = search('model=llama-3.1-8b', { budget_usd: 50, techniques: ['qlora', 'lora'], single_node: true, limit: 3 });
if (found.ok) for (const { link, cost_usd } of found.value.plans) console.log(link, cost_usd.low);

const parsed = parseLink('?v=1&tokens=5M');
if (parsed.ok) {
  const link = toLink(parsed.value.scenario, { form: 'compact' });
  if (link.ok) console.log(link.value.length);
}
const all = catalog();
if (all.ok) console.log(all.value.offers[0]?.on_demand_usd_per_hour);

const element = document.createElement('tune-cost');
element.scenario = { tokens: 1e6 };
element.addEventListener('tunecost:change', ({ detail }) => console.log(detail.link, detail.estimate.cost_usd?.mid, detail.reason));
// ANCHOR_END: example

// What must not compile.
// @ts-expect-error a technique that does not exist
estimate({ technique: 'magic' });
// @ts-expect-error a value without looking whether there is one
console.log(result.value.link);
