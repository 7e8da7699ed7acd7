import type { Store } from '../progress/store.ts';
import { Kept } from './kept.ts';
import type { Wire } from './wire.ts';

/** What becomes of a learner's answers in a browser that somebody else uses next. */

/** A work of a learner, and where below the page of the class its answers are sent: with a slash at its end. */
export interface LeftWork {
  id: string;
  at: string;
}

type WireOf = (at: string) => Pick<Wire, 'save'>;

const startOf = ({ id }: LeftWork) => `${id}/`;
const namesOf = (store: Store, work: LeftWork) =>
  store.names('unsent').filter((name) => name.startsWith(startOf(work)));

/**
 * Sends what waits in this browser of a learner's works. What the server takes is kept here no longer; what it does not
 * take stays, for as long as the learner does.
 * @returns `false` where the server was not reached
 */
export async function sendLeft(store: Store, wireOf: WireOf, works: readonly LeftWork[]): Promise<boolean> {
  for (const work of works)
    for (const name of namesOf(store, work)) {
      const kept = new Kept(store, name, '');
      const record = kept.read();
      if (!record) continue;
      const part = name.slice(startOf(work).length).split('/')[0]!;
      const { version, answer, base, delivery, sent } = record;
      const save = { work: work.id, part, version, answer, base, delivery, after: sent };
      const outcome = await wireOf(work.at).save(save, false);
      if (outcome === 'unreached') return false;
      if (outcome.is === 'saved') kept.drop(delivery);
    }
  return true;
}

/** Removes what this browser has of a learner's works, set aside or not: whoever comes next finds no answer of theirs. */
export function dropLeft(store: Store, works: readonly LeftWork[]): void {
  for (const work of works) {
    for (const name of namesOf(store, work)) store.drop('unsent', name);
    store.dropAsides(store.keyOf('unsent', startOf(work)));
  }
}

/**
 * "Not me": what waits is sent, and what is not taken now is taken no more.
 * @returns whether nothing is left; `false` where the server was not reached, and what waits stays
 */
export async function leaveNothing(
  store: Store,
  wireOf: WireOf,
  works: readonly LeftWork[]
): Promise<boolean> {
  const sent = await sendLeft(store, wireOf, works);
  if (sent) dropLeft(store, works);
  return sent;
}
