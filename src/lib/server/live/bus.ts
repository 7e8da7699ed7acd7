/**
 * How servers tell each other, and themselves, that something of a live session has changed. What changed is in the
 * store: news say only where to look, may come twice, and may be lost (whoever listens looks by itself now and then).
 */

/** Something of a session is other than before. */
export interface News {
  live: string;
  /** Ids of answers that were saved, where that is all; left out, it is the session or who is in. */
  answers?: readonly string[];
  /** Who may listen to it may be others than before: it is looked at now. */
  who?: true;
}

/** `all`: news may have been lost, whatever they were about. */
export type Heard = News | 'all';

export interface Bus {
  /** Tells every server. To be called once the change is stored. */
  tell(news: News): void;
  /** @returns what ends the listening */
  hear(listener: (heard: Heard) => void): () => void;
  close(): Promise<void>;
}

/** The bus of a store that one process has to itself. */
export class LocalBus implements Bus {
  readonly #listeners = new Set<(heard: Heard) => void>();

  tell(news: News): void {
    this.spread(news);
  }

  hear(listener: (heard: Heard) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells who listens in this process. */
  protected spread(heard: Heard): void {
    for (const listener of this.#listeners) listener(heard);
  }

  close(): Promise<void> {
    this.#listeners.clear();
    return Promise.resolve();
  }
}
