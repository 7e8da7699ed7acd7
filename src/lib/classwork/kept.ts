import type { UnsentRecord } from '../progress/schema.ts';
import type { Store } from '../progress/store.ts';

/** Why an answer does not count: it came too late, or another device of the learner had saved one since. */
const ASIDE = {
  late: 'was not sent in time, so it does not count.',
  other: 'waited on this device, and another device of yours saved one since: that one counts.'
};

/** The browser's copy of one answer that the server has not acknowledged. */
export class Kept {
  readonly #store: Store;
  readonly #name: string;
  readonly #title: string;

  /** @param name as `keptName` makes it */
  constructor(store: Store, name: string, title: string) {
    this.#store = store;
    this.#name = name;
    this.#title = title;
  }

  get key(): string {
    return this.#store.keyOf('unsent', this.#name);
  }

  read(): UnsentRecord | null {
    return this.#store.read('unsent', this.#name);
  }

  /** @returns whether there was room for it */
  write(record: UnsentRecord): boolean {
    return this.#store.write('unsent', this.#name, record);
  }

  /** The server has this delivery. What another tab has kept since stays. */
  drop(delivery: string | undefined): void {
    const record = this.read();
    if (record && record.delivery === delivery) this.#store.drop('unsent', this.#name);
  }

  /** It will not be taken: it is set aside, and can be downloaded under Results. */
  setAside(because: keyof typeof ASIDE = 'late'): void {
    this.#store.setAside(this.key, `An answer to “${this.#title}” ${ASIDE[because]}`);
  }
}

/**
 * The parts of a work of which this browser keeps an answer that the server has not. Whoever leaves a page before the
 * acknowledgement is there keeps a copy of what did arrive: that is none.
 * @param arrived the last delivery of each answer that the server has
 */
export function unsentParts(store: Store, work: string, arrived: readonly string[]): string[] {
  const start = `${work}/`;
  const parts = store.names('unsent').flatMap((name) => {
    const record = name.startsWith(start) ? store.read('unsent', name) : null;
    return record && !arrived.includes(record.delivery) ? [name.slice(start.length).split('/')[0]!] : [];
  });
  return [...new Set(parts)];
}

/** The name of the copy: of a work, a part, and which of the part's two exercises. */
export const keptName = (work: string, part: string, as: 'own' | 'instead'): string =>
  `${work}/${part}/${as}`;
