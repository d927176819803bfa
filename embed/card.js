// The card: what the loader fetches when an element comes into view. It draws what WebAssembly answers, in words that
// are ready to be shown; no number is formatted here.
import sheetText from './card.css';
import init, { card, edit } from 'tunecost-wasm';

/** Compiles the module beside this file; once. */
export const start = () => init({ module_or_path: new URL(WASM, import.meta.url) });

let sheet;

function el(name, className, ...content) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/** The answer alone. */
export const answer = (query) => card(query, '', 0);

/** Draws into `place` of a shadow root. `address` makes the address of the full page, `edited` takes a new query. */
export function view(root, place, { address, edited }) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(sheetText);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];

  let query = '';
  const title = el('p', 'title');
  const verdict = el('p', 'verdict');
  verdict.setAttribute('role', 'status');
  const figures = { cost: 'Cost', wall: 'Wall-clock', memory: 'Memory a GPU' };
  const values = {};
  const list = el('dl');
  for (const [key, label] of Object.entries(figures)) {
    values[key] = { mid: el('b'), range: el('span') };
    list.append(el('div', '', el('dt', '', label), el('dd', '', values[key].mid, values[key].range)));
  }
  const bar = el('div', 'bar');
  bar.setAttribute('role', 'img');
  const table = el('table');
  const scroll = el('div', 'scroll', table);
  const inputs = el('div', 'inputs');
  const said = el('p', 'said');
  said.id = 'said';
  said.setAttribute('role', 'alert');
  const price = el('span');
  const link = el('a', '', 'Open the full calculator');
  link.target = '_top';
  const box = el('div', 'card', title, verdict, list, bar, inputs, said, el('p', 'foot', price, link));
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', 'What the run costs');
  place.replaceChildren(box);

  let controls = new Map();
  let fields = [];
  const settle = () => setFields(fields);

  function take(key, control) {
    const result = edit(query, key, control.value);
    said.textContent = result.ok ? '' : result.error.message;
    if (result.ok) control.removeAttribute('aria-invalid');
    else control.setAttribute('aria-invalid', 'true');
    if (result.ok && result.value !== query) edited(result.value);
  }

  function control({ key, label, options }) {
    const text = options.length === 0;
    const input = el(text ? 'input' : 'select');
    input.name = key;
    input.setAttribute('aria-describedby', said.id);
    if (text) input.inputMode = 'decimal';
    input.addEventListener(text ? 'input' : 'change', () => take(key, input));
    // Back to how the scenario writes it, once the reader has left what can be read.
    if (text) input.addEventListener('blur', () => input.hasAttribute('aria-invalid') || settle());
    return { input, place: el('label', '', label, input), labels: '' };
  }

  function setFields(next) {
    fields = next;
    const keys = fields.map((field) => field.key).join();
    if (inputs.dataset.keys !== keys) {
      inputs.dataset.keys = keys;
      controls = new Map(fields.map((field) => [field.key, control(field)]));
      inputs.replaceChildren(...[...controls.values()].map(({ place }) => place));
    }
    for (const { key, value, options } of fields) {
      const entry = controls.get(key);
      const labels = options.map(([id]) => id).join();
      if (entry.labels !== labels) {
        entry.labels = labels;
        entry.input.replaceChildren(...options.map(([id, text]) => new Option(text, id)));
      }
      // What is being typed stays as it is.
      if (root.activeElement !== entry.input || entry.input.tagName === 'SELECT') entry.input.value = value;
    }
  }

  function setTable(rows) {
    const head = ['Plan', 'Cost', 'Wall-clock', 'Memory a GPU', 'Price of'];
    const cells = (tag, texts) => el('tr', '', ...texts.map((text) => el(tag, '', text)));
    const lines = rows.map((row) => {
      const open = el('a', '', row.plan);
      open.href = address(row.link);
      open.target = '_top';
      return cells('td', [open, row.cost, row.wall, row.memory, row.as_of]);
    });
    const heading = cells('th', head);
    for (const th of heading.children) th.scope = 'col';
    table.replaceChildren(el('thead', '', heading), el('tbody', '', ...lines));
  }

  function draw(next, keys, rows) {
    query = next;
    const drawn = card(query, keys, rows);
    query = drawn.link;
    title.textContent = drawn.title;
    verdict.textContent = drawn.verdict;
    verdict.classList.toggle('no', !drawn.good);
    const shares = drawn.memory_shares;
    if (rows > 0) {
      setTable(drawn.rows);
      if (list.isConnected) {
        list.replaceWith(scroll);
        bar.remove();
      }
    } else {
      if (scroll.isConnected) scroll.replaceWith(list, bar);
      for (const key of Object.keys(figures)) {
        values[key].mid.textContent = drawn[key].mid || '\u2013';
        values[key].range.textContent = drawn[key].range;
      }
      bar.hidden = !shares;
    }
    if (shares) {
      // Through the object model, which a policy against inline styles lets pass.
      ['--low', '--mid', '--high'].forEach((name, at) => bar.style.setProperty(name, Math.min(shares[at], 1)));
      bar.classList.toggle('over', shares[1] > 1);
      bar.setAttribute('aria-label', `Memory of one GPU: ${drawn.memory.range}`);
    }
    setFields(drawn.fields);
    if (drawn.notices.length > 0) said.textContent = drawn.notices[0];
    price.textContent = [drawn.price, drawn.as_of && `price of ${drawn.as_of}`].filter(Boolean).join(', ');
    link.href = address(drawn.pinned_link);
    return drawn;
  }

  return {
    draw,
    remove: () => box.remove(),
  };
}
