// The browser's half of scripts/bench: node bench.mjs BENCH.wasm DIST
//
// The estimator's WebAssembly by itself, then the built page while a slider is dragged by a real pointer.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const [wasm, dist] = process.argv.slice(2);
const port = 20_000 + Math.floor(Math.random() * 20_000);
const print = (name, value, digits, unit) => console.log(`bench ${name} ${value.toFixed(digits)} ${unit}`);

const server = spawn(process.execPath, ['scripts/lib/static-server.mjs', dist, String(port)], { stdio: 'ignore' });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });

/** Medians of the exported functions, on the page's own thread and clock. */
async function engine() {
  const page = await browser.newPage();
  await page.goto('about:blank');
  const medians = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(bytes, {});
    const { estimates, answers, search_plans: search } = instance.exports;
    const RUNS = 31;
    const median = (work) => {
      const times = [];
      for (let run = 0; run < RUNS; run++) {
        const begin = performance.now();
        work(run);
        times.push(performance.now() - begin);
      }
      return times.sort((a, b) => a - b)[RUNS >> 1];
    };
    // The engine's optimising compiler takes over after a while; readers who drag a slider are past that.
    estimates(100_000);
    for (let run = 0; run < 5; run++) search(1, 5e6 + run);
    const TIMES = 20_000;
    return {
      estimate: (median(() => estimates(TIMES)) / TIMES) * 1e6,
      answer: median((run) => answers(5e6 + run)),
      searches: [1, 2, 4, 8].map((copies) => [copies, median((run) => search(copies, 5e6 + run))]),
    };
  }, readFileSync(wasm).toString('base64'));
  await page.close();
  print('estimate_wasm', medians.estimate, 0, 'ns');
  print('answer_wasm', medians.answer, 3, 'ms');
  for (const [copies, ms] of medians.searches) print(`search_wasm_${copies}x`, ms, 2, 'ms');
  print('search_wasm', medians.searches[0][1], 2, 'ms');
}

/** From each input event of a drag to the frame that shows it, at a rate of slow-down. */
async function drag(name, slowdown) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForSelector('#answer');
  // Everything that comes after the first paint is there.
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1500);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.evaluate(() => {
    window.frames_ = [];
    addEventListener(
      'input',
      () => {
        const begin = performance.now();
        // After the next frame has been painted the channel's message comes first.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => window.frames_.push([performance.now() - begin, performance.now()]);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  const slider = page.locator('input[type=range]').first();
  const box = await slider.boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.3, y);
  await page.mouse.down();
  const STEPS = 240;
  for (let step = 0; step < STEPS; step++) {
    const share = 0.5 + 0.4 * Math.sin((step / STEPS) * 4 * Math.PI - 0.5);
    await page.mouse.move(box.x + box.width * share, y);
    await page.waitForTimeout(14);
  }
  await page.mouse.up();
  const times = (await page.evaluate(() => window.frames_)).map(([ms]) => ms).sort((a, b) => a - b);
  await page.close();
  if (times.length < 20) throw new Error(`only ${times.length} frames were seen`);
  print(`frame_median${name}`, times[times.length >> 1], 1, 'ms');
  print(`frame_p95${name}`, times[Math.floor(times.length * 0.95)], 1, 'ms');
  print(`frames${name}`, times.length, 0, 'count');
}

try {
  await engine();
  await drag('', 1);
  await drag('_6x', 6);
} finally {
  await browser.close();
  server.kill();
}
