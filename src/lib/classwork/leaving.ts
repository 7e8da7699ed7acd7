import type { Store } from '../progress/store.ts';
import type { Wire } from './wire.ts';

/** A work of a learner, and the assignment that it is of. */
export interface LeftWork {
  id: string;
  assignment: string;
}

/**
 * Sends what waits in this browser of a learner's works, then removes it, and what was set aside of them: whoever comes
 * next on a shared computer finds no answer of somebody else.
 * @returns whether nothing is left; `false` where the server was not reached, and what waits stays
 */
export async function leaveNothing(
  store: Store,
  wireOf: (assignment: string) => Pick<Wire, 'save'>,
  works: readonly LeftWork[]
): Promise<boolean> {
  for (const { id: work, assignment } of works) {
    const start = `${work}/`;
    for (const name of store.names('unsent').filter((each) => each.startsWith(start))) {
      const part = name.slice(start.length).split('/')[0]!;
      const record = store.read('unsent', name);
      if (record) {
        const { version, answer, base, delivery, sent } = record;
        const save = { work, part, version, answer, base, delivery, after: sent };
        // What is not taken now is taken no more: this learner leaves.
        if ((await wireOf(assignment).save(save, false)) === 'unreached') return false;
      }
      store.drop('unsent', name);
    }
    store.dropAsides(store.keyOf('unsent', start));
  }
  return true;
}
