// The package in Node.js, as a program uses it: packed, installed into another folder, imported by its name.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const root = new URL('../../', import.meta.url).pathname;
let folder;
let tunecost;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tunecost-'));
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', folder, join(root, 'dist/pkg')], { encoding: 'utf8' }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', join(folder, filename)], { cwd: folder });
  writeFileSync(join(folder, 'main.js'), "export * from 'tunecost';\n");
  tunecost = await import(pathToFileURL(join(folder, 'main.js')));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const value = (result) => {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
};
const error = (result) => {
  assert.equal(result.ok, false, JSON.stringify(result).slice(0, 200));
  assert.match(result.error.message, /\w+.*\.$/s);
  return result.error;
};

test('an estimate is a plain object with ranges', () => {
  const estimate = value(tunecost.estimate({ model: 'llama-3.1-8b', tokens: 2e7, technique: 'lora', hardware: 'h100-sxm' }));
  assert.equal(Object.getPrototypeOf(estimate), Object.prototype);
  for (const key of ['cost_usd', 'wall_hours', 'gpu_hours', 'peak_mem_gib', 'tokens_per_sec']) {
    const { low, mid, high } = estimate[key];
    assert.ok(low > 0 && low <= mid && mid <= high, key);
  }
  assert.equal(estimate.plan.gpu, 'h100-sxm');
  assert.equal(estimate.scenario.tokens, 2e7);
  assert.equal(estimate.scenario.packing, true);
  assert.equal(estimate.scenario.budget, null);
  assert.match(estimate.plan.price.source, /\w/);
  const sum = Object.values(estimate.memory.parts_gib).reduce((sum, part) => sum + part, 0);
  assert.ok(Math.abs(sum / estimate.memory.device_gib.mid - 1) < 1e-9);
  assert.deepEqual(structuredClone(estimate), estimate);
});

test('it is the answer of the command line, figure for figure', () => {
  const link = 'preset=B3&method=guide&tokens=30M';
  const printed = JSON.parse(execFileSync(join(root, 'scripts/estimate'), [link], { encoding: 'utf8' }));
  const estimate = value(tunecost.estimate(link));
  const figures = (from) => [from.link, from.pinned_link, from.cost_usd, from.wall_hours, from.peak_mem_gib, from.plan, from.guide, from.scenario];
  assert.deepEqual(figures(estimate), figures(printed));
});

test('the scenario of an answer gives the same answer', () => {
  for (const link of ['', 'preset=B1', 'preset=B2&tokens=1M', 'hardware=runpod.rtx-4090.2026-03&usd=0.3&price_as_of=2026-01', 'target_modules=q_proj,v_proj&sharding=zero3&n_gpus=8&packing=off']) {
    const first = value(tunecost.estimate(link));
    const again = value(tunecost.estimate(first.scenario));
    assert.deepEqual(again.cost_usd, first.cost_usd, link);
    assert.equal(again.link, first.link);
  }
});

test('a link is forgiven, an object is not', () => {
  const notices = value(tunecost.estimate('tokens=many&colour=red')).notices.map(({ key }) => key);
  assert.ok(notices.includes('tokens') && notices.includes('colour'));
  assert.deepEqual(pick(error(tunecost.estimate({ tokens: 'many' }))), ['invalid_value', 'tokens']);
  assert.deepEqual(pick(error(tunecost.estimate({ tokens: NaN }))), ['invalid_value', 'tokens']);
  assert.deepEqual(pick(error(tunecost.estimate({ colour: 'red' }))), ['unknown_key', 'colour']);
  assert.deepEqual(pick(error(tunecost.estimate({ model: 'nobody/nothing' }))), ['invalid_value', 'model']);
  assert.deepEqual(pick(error(tunecost.estimate({ hardware: 'v100-sxm2-16gb', precision: 'bf16' }))), ['contradiction', 'precision']);
  for (const wrong of [null, 7, [], true]) assert.equal(error(tunecost.estimate(wrong)).code, 'invalid_argument');
});
const pick = ({ code, key }) => [code, key];

test('a search keeps to its constraints', () => {
  const scenario = { model: 'llama-3.1-8b', tokens: 2e7 };
  const all = value(tunecost.search(scenario, { limit: 1000 }));
  assert.ok(all.plans.length > 20 && all.plans.length === all.matching && all.considered > 10_000);
  const costs = all.plans.filter(({ fit }) => fit === 'fits').map(({ cost_usd }) => cost_usd.mid);
  assert.deepEqual(costs, costs.toSorted((a, b) => a - b));
  const times = value(tunecost.search(scenario, { order: 'time', limit: 1000 })).plans.map(({ wall_hours }) => wall_hours.mid);
  assert.deepEqual(times, times.toSorted((a, b) => a - b));

  const kept = value(tunecost.search(scenario, { budget_usd: costs[10], deadline_hours: 20, single_node: true, limit: 1000 })).plans;
  assert.ok(kept.length > 0);
  for (const { cost_usd, wall_hours, single_node } of kept) assert.ok(cost_usd.mid <= costs[10] && wall_hours.mid <= 20 && single_node);

  const named = value(tunecost.search(scenario, { providers: ['runpod'], gpus: ['H100 SXM', 'rtx-4090'], techniques: ['lora', 'qlora'], limit: 1000 })).plans;
  assert.deepEqual(new Set(named.map(({ plan }) => plan.provider)), new Set(['RunPod']));
  assert.deepEqual(new Set(named.map(({ plan }) => plan.gpu)), new Set(['h100-sxm', 'rtx-4090']));
  assert.deepEqual(new Set(named.map(({ technique }) => technique)), new Set(['lora', 'qlora']));
  assert.equal(value(tunecost.search(scenario)).plans.length, 10);

  // Each plan's link opens to that plan.
  for (const { link, cost_usd } of named) assert.deepEqual(value(tunecost.estimate(link)).cost_usd, cost_usd);
});

test('constraints that make no sense are errors', () => {
  assert.deepEqual(pick(error(tunecost.search({}, { budget_usd: 'much' }))), ['invalid_value', 'budget_usd']);
  assert.deepEqual(pick(error(tunecost.search({}, { providers: ['Nobody'] }))), ['invalid_value', 'providers']);
  assert.deepEqual(pick(error(tunecost.search({}, { gpus: ['h1000'] }))), ['invalid_value', 'gpus']);
  assert.deepEqual(pick(error(tunecost.search({}, { techniques: ['magic'] }))), ['invalid_value', 'techniques']);
  assert.deepEqual(pick(error(tunecost.search({}, { colour: 'red' }))), ['unknown_key', 'colour']);
  assert.equal(error(tunecost.search({}, 7)).code, 'invalid_argument');
});

test('links go there and back, in both forms, within 2,000 characters', () => {
  const everything = Object.fromEntries(
    value(tunecost.catalog()).numbers.filter(({ id }) => id !== 'usd').map(({ id, max, whole }) => [id, whole ? Math.min(max, 1_048_575) : max * 0.987_654_321]),
  );
  Object.assign(everything, { micro_batch_size: 3, n_gpus: 4095, tensor_parallel: 3, pipeline_parallel: 7, context_parallel: 5, expert_parallel: 1, technique: 'lora-8bit', price: 'spot', precision: 'fp16-mixed', optimizer: 'paged-adamw-8bit', target_modules: 'q_proj,k_proj,gate_proj,lm_head', recompute: 'selective', attention: 'eager', stack: 'megatron', sharding: 'zero3', packing: false, fused_cross_entropy: true, cpu_offload: true, hardware: 'h100-sxm', model: 'llama-3.1-70b' });
  for (const scenario of [{}, { tokens: 123_456_789 }, { preset: 'B3-alt' }, everything]) {
    const [readable, compact] = ['readable', 'compact'].map((form) => value(tunecost.toLink(scenario, { form })));
    assert.ok(readable.length <= 2000 && compact.length <= readable.length, `${readable.length} and ${compact.length}`);
    const [from, back] = [readable, compact].map((link) => value(tunecost.parseLink(`https://example.org/?${link}`)));
    assert.deepEqual(from.notices, []);
    assert.deepEqual(back, from);
    if (scenario === everything) console.log(`      every input set: ${readable.length} characters readable, ${compact.length} compact`);
  }
  assert.equal(error(tunecost.toLink({}, { form: 'secret' })).code, 'invalid_argument');
  assert.equal(error(tunecost.parseLink(7)).code, 'invalid_argument');
});

test('the catalog is complete, and every figure has a source', () => {
  const { gpus, models, offers, api_prices, numbers, choices } = value(tunecost.catalog());
  assert.ok(gpus.length > 50 && models.length > 100 && offers.length > 100 && api_prices.length > 20);
  for (const row of [...gpus, ...models, ...offers, ...api_prices]) assert.match(row.source, /\w/, row.id);
  assert.ok(numbers.some(({ id, unit, min }) => id === 'tokens' && unit === 'tokens' && min === 1));
  assert.ok(choices.some(({ id, options }) => id === 'technique' && options.some((option) => option.id === 'qlora')));
});

test('every input of the types is an input, and the other way round', () => {
  const types = readFileSync(join(root, 'dist/pkg/index.d.ts'), 'utf8');
  const body = types.match(/export interface Scenario \{([\s\S]*?)\n\}/)[1];
  const typed = [...body.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name).sort();
  assert.deepEqual(typed, Object.keys(value(tunecost.parseLink('')).scenario).sort());
});

test('the picture of a card is an SVG with the answer in it', async () => {
  const { svg } = await import(pathToFileURL(join(folder, 'node_modules/tunecost/card-image.js')));
  const picture = value(svg('model=llama-3.1-8b&tokens=20M'));
  const { cost } = value(tunecost.card('model=llama-3.1-8b&tokens=20M'));
  assert.ok(picture.startsWith('<svg ') && picture.includes(cost.mid));
  const printed = execFileSync('node', [join(folder, 'node_modules/.bin/tunecost-card'), 'model=llama-3.1-8b&tokens=20M'], { encoding: 'utf8' });
  assert.equal(printed, picture);
});
