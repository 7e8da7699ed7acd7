import { KINDS } from './schema.ts';
import type { Store } from './store.ts';

/**
 * Decides about records that this code did not write: sound ones are taken, the others set aside.
 * Loaded only when there are any.
 */
export function mend(store: Store): void {
  for (const { key, kind, data } of store.foreign()) {
    const schema = Object.hasOwn(KINDS, kind) ? KINDS[kind as keyof typeof KINDS] : null;
    const parsed = schema?.safeParse(data);
    if (parsed?.success) store.adopt(key, parsed.data);
    else store.setAside(key, 'A stored answer was damaged.');
  }
}
