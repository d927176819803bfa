// <tune-cost>: the loader. It keeps the place, waits until the element comes near the view, and then fetches the card
// with its WebAssembly, once for the whole page. Without them the element's own content stays: a link.
//
// HERE, CARD and PAGE are set by the build: where this file lies, what the card's file is called, where the page lies.
import sheetText from './place.css';

const here = HERE;
/** Events that bubble out of shadow roots, so that one listener on the document hears every card. */
const CHANGE = 'tunecost:change';
const ERROR = 'tunecost:error';
/** What a frame says to its host, and how tall it may ask to be. */
const HEIGHT = 'tunecost:height';
const HELLO = 'tunecost:hello';
const LINK = 'tunecost:link';
const TALLEST = 20_000;

let card;
/** The card's module; one WebAssembly instance serves every element of the page. */
const load = () => (card ??= import(new URL(CARD, here).href).then((module) => module.start().then(() => module)));

let sheet;
const placeSheet = () => {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(sheetText);
  }
  return sheet;
};

/** A query out of a text, an address or an object; `undefined` fields are left out, `null` ones are empty. */
const toQuery = (scenario) => {
  if (typeof scenario !== 'object' || !scenario) return String(scenario ?? '');
  const pairs = Object.entries(scenario).filter(([key, value]) => value !== undefined && !(key === 'preset' && value === null));
  return new URLSearchParams(pairs.map(([key, value]) => [key, value ?? ''])).toString();
};
const afterMark = (text) => {
  const query = text.includes('?') ? text.slice(text.indexOf('?') + 1) : text.includes('://') ? '' : text;
  return query.split('#')[0];
};

class TuneCost extends HTMLElement {
  static observedAttributes = ['scenario', 'view', 'theme', 'inputs', 'rows', 'page'];

  #root = this.attachShadow({ mode: 'open' });
  #place = document.createElement('div');
  #watch;
  #view;
  #query = '';
  #seen = false;
  #estimate = null;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [placeSheet()];
    this.#place.className = 'place';
    this.#place.append(document.createElement('slot'));
    this.#root.append(this.#place);
  }

  connectedCallback() {
    // A property that was set before this script ran hides the accessor of the class.
    if (Object.hasOwn(this, 'scenario')) {
      const early = this.scenario;
      delete this.scenario;
      this.scenario = early;
    }
    if (this.#seen) return this.#show('start');
    this.#watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#watch?.disconnect();
        this.#seen = true;
        this.#show('start');
      },
      { rootMargin: '300px' },
    );
    this.#watch.observe(this);
  }

  disconnectedCallback() {
    this.#watch?.disconnect();
    this.#clear();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'scenario') this.#query = afterMark(after ?? '');
    if (name === 'theme') return;
    if (name === 'view') this.#clear();
    if (this.#seen && this.isConnected) this.#show('host');
  }

  /** The scenario as a query. Set a query, an address, or an object of fields. */
  get scenario() {
    return this.#query;
  }
  set scenario(value) {
    const text = toQuery(value);
    // Through the attribute, so that both always say the same.
    if (this.getAttribute('scenario') === text) this.attributeChangedCallback('scenario', null, text);
    else this.setAttribute('scenario', text);
  }
  /** The last answer, as `tunecost:change` carries it; `null` before the first. */
  get estimate() {
    return this.#estimate;
  }
  /** Address of the full calculator with this scenario. */
  get fullUrl() {
    return this.#address(this.#query);
  }

  #address(query) {
    const page = new URL(this.getAttribute('page') || new URL(PAGE, here), document.baseURI);
    page.search = query;
    return page.href;
  }

  #clear() {
    this.#view?.remove();
    this.#view = undefined;
    this.#place.replaceChildren(document.createElement('slot'));
  }

  async #show(reason) {
    if (this.getAttribute('view') === 'full') return this.#frame();
    try {
      const module = await load();
      if (!this.isConnected || this.getAttribute('view') === 'full') return;
      this.#view ??= module.view(this.#root, this.#place, {
        address: (query) => this.#address(query),
        edited: (query) => {
          this.#query = query;
          this.#show('reader');
        },
      });
      const rows = this.getAttribute('view') === 'table' ? Number(this.getAttribute('rows') || 5) : 0;
      const drawn = this.#view.draw(this.#query, this.getAttribute('inputs') ?? 'tokens,technique,hardware', rows);
      this.#say(drawn, reason);
    } catch (error) {
      // An old browser, a blocked file, a policy without 'wasm-unsafe-eval': the link stays, and says where to go.
      card = undefined;
      this.#clear();
      this.#fallBack();
      this.dispatchEvent(new CustomEvent(ERROR, { bubbles: true, composed: true, detail: { message: String(error) } }));
    }
  }

  #say({ link, estimate }, reason) {
    this.#estimate = estimate;
    const scenario = Object.fromEntries(new URLSearchParams(link));
    delete scenario.v;
    this.dispatchEvent(
      new CustomEvent(CHANGE, { bubbles: true, composed: true, detail: { link, scenario, estimate, reason } }),
    );
  }

  #fallBack() {
    if (this.childNodes.length > 0) return;
    const link = document.createElement('a');
    link.href = this.#address(this.#query);
    link.textContent = 'What this run costs, in the calculator';
    this.#place.replaceChildren(link);
  }

  /** The whole application, in a frame of its own: it has its own styles, its own address and its own policy. */
  #frame() {
    const src = this.#address(`${this.#query}${this.#query ? '&' : ''}embed=full`);
    if (this.#view?.src === src) return;
    this.#clear();
    const frame = document.createElement('iframe');
    frame.title = 'Tunecost: what a fine-tuning run costs';
    frame.src = src;
    frame.allow = 'clipboard-write';
    const origin = new URL(src).origin;
    const hear = async (event) => {
      // Only this frame, and only while it shows the calculator's own origin.
      if (event.source !== frame.contentWindow || event.origin !== origin) return;
      const { type, height, link } = event.data ?? {};
      if (type === HEIGHT && height > 0) {
        frame.style.blockSize = `${Math.min(Math.ceil(height), TALLEST)}px`;
        // It listens now; it answers the origin that says hello.
        frame.contentWindow.postMessage({ type: HELLO }, origin);
      }
      if (type === LINK && typeof link === 'string') {
        this.#query = afterMark(link);
        const module = await load();
        this.#say(module.answer(this.#query), 'reader');
      }
    };
    addEventListener('message', hear);
    this.#view = { src, remove: () => removeEventListener('message', hear) };
    this.#place.replaceChildren(frame);
  }
}

if (!customElements.get('tune-cost')) customElements.define('tune-cost', TuneCost);
