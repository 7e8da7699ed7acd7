import type { Store } from './store.ts';

/** What a session needs of the world. */
export interface Surroundings {
  store: Store;
  /** Where the key of the exercise is fetched. */
  keyUrl: string;
  fetch: (url: string) => Promise<Response>;
  now: () => number;
  tell: (message: string) => void;
  /** Decides about stored records that this code did not write. */
  mend: () => Promise<void>;
  /** Whether there is a newer site than the one that this page is of; `false` where nobody can say. */
  outdated: () => Promise<boolean>;
}
