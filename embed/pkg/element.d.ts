/** The custom element. Import it for its effect: `import 'tunecost/element'`. */
import type { Scenario, Summary } from './index.js';

export interface TuneCostChange {
  /** The scenario as a query, without `?`. */
  link: string;
  /** What differs from the defaults, as texts. */
  scenario: Record<string, string>;
  /** The figures. */
  estimate: Summary;
  /** Who caused it: the first answer, the page around, or the reader. */
  reason: 'start' | 'host' | 'reader';
}

export interface TuneCostElement extends HTMLElement {
  /** A query. Set a query, an address or an object of fields. */
  get scenario(): string;
  set scenario(value: string | Scenario);
  /** The last answer; `null` before the first. */
  readonly estimate: Summary | null;
  /** Address of the full calculator with this scenario. */
  readonly fullUrl: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'tune-cost': TuneCostElement;
  }
  interface HTMLElementEventMap {
    'tunecost:change': CustomEvent<TuneCostChange>;
    'tunecost:error': CustomEvent<{ message: string }>;
  }
  interface DocumentEventMap {
    'tunecost:change': CustomEvent<TuneCostChange>;
    'tunecost:error': CustomEvent<{ message: string }>;
  }
}
