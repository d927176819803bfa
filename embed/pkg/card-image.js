#!/usr/bin/env node
// A card as a picture, for places that show Markdown and run no script:
//   tunecost-card 'model=llama-3.1-8b&tokens=5M' > card.svg
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { card } from './node.js';

const WIDTH = 720;
const HEIGHT = 250;
const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Breaks a text into lines of at most `most` characters. */
function lines(text, most) {
  const broken = [''];
  for (const word of text.split(' ')) {
    const last = broken.length - 1;
    if (broken[last] && broken[last].length + word.length + 1 > most) broken.push(word);
    else broken[last] += (broken[last] && ' ') + word;
  }
  return broken;
}

/** The SVG of a scenario's card. It adapts to the reader's light or dark scheme. */
export function svg(scenario) {
  const result = card(scenario);
  if (!result.ok) return result;
  const { title, verdict, good, cost, wall, memory, memory_shares: shares, price, as_of: asOf } = result.value;
  const text = (x, y, size, content, more = '') => `<text x="${x}" y="${y}" font-size="${size}" ${more}>${escape(content)}</text>`;
  const inside = WIDTH - 48;
  const part = (share) => (Math.min(share, 1) * inside).toFixed(1);
  const figures = [
    ['Cost', cost],
    ['Wall-clock', wall],
    ['Memory a GPU', memory],
  ].flatMap(([label, figure], at) => {
    const x = 24 + (inside / 3) * at;
    return [
      text(x, 124, 13, label, 'class="soft"'),
      text(x, 152, 24, figure.mid || '\u2013', 'font-weight="600"'),
      text(x, 172, 13, figure.range, 'class="soft"'),
    ];
  });
  const value = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="ui-sans-serif, system-ui, sans-serif">
<title>${escape(`${title}. ${verdict}`)}</title>
<style>text{fill:#1e1d1b}.soft{fill:#55514b}.no{fill:#b1271e}.paper{fill:#fff;stroke:#e5e1d9}.sunken{fill:#f3f1ec}.part{fill:#0a6a62}@media(prefers-color-scheme:dark){text{fill:#edebe6}.soft{fill:#b8b4ac}.no{fill:#ff9086}.paper{fill:#1d1c1a;stroke:#38362f}.sunken{fill:#262522}.part{fill:#6bc9bd}}</style>
<rect class="paper" x="0.5" y="0.5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="8"/>
${text(24, 34, 13, title, 'class="soft"')}
${lines(verdict, 68)
  .slice(0, 2)
  .map((line, at) => text(24, 62 + 24 * at, 18, line, `font-weight="600"${good ? '' : ' class="no"'}`))
  .join('\n')}
${figures.join('\n')}
${shares ? `<rect class="sunken" x="24" y="188" width="${inside}" height="10" rx="3"/><rect class="part" x="24" y="188" width="${part(shares[2])}" height="10" rx="3" opacity="0.35"/><rect class="part" x="24" y="188" width="${part(shares[1])}" height="10" rx="3"/>` : ''}
${text(24, 228, 13, [price, asOf && `price of ${asOf}`].filter(Boolean).join(', '), 'class="soft"')}
${text(WIDTH - 24, 228, 13, 'Tunecost', 'class="soft" text-anchor="end"')}
</svg>
`;
  return { ok: true, value };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [link] = process.argv.slice(2);
  if (link === undefined || link === '--help') {
    console.error("Usage: tunecost-card 'LINK OR QUERY' > card.svg");
    process.exit(link === undefined ? 2 : 0);
  }
  const picture = svg(link);
  if (picture.ok) process.stdout.write(picture.value);
  else {
    console.error(picture.error.message);
    process.exit(1);
  }
}
