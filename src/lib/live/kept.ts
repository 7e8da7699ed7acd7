import { Kept } from '../classwork/kept.ts';
import { PASSING } from '../classwork/words.ts';
import type { Wire } from '../classwork/wire.ts';
import type { Which } from '../classroom/saving.ts';
import type { Store } from '../progress/store.ts';

/**
 * Sends answers to earlier steps that were given without a connection, on a page that has been left since: of what is
 * kept in this browser, what is of these works. What the server refuses is set aside, and so is what another device has
 * saved over since: nobody can choose between the two at a step that the class has left.
 * @param works of the session, in either round
 * @param here whether an answer is open on the page, which sends it itself
 * @returns whether any is still on its way
 */
export async function sendKept(
  store: Store,
  wire: Wire,
  works: readonly string[],
  here: (answer: Which) => boolean
): Promise<boolean> {
  let waits = false;
  for (const name of store.names('unsent')) {
    const [work = '', part = ''] = name.split('/');
    const kept = new Kept(store, name, 'an earlier exercise');
    const record = works.includes(work) ? kept.read() : null;
    if (!record || here({ work, part, version: record.version })) continue;
    const { version, answer, base, delivery, sent } = record;
    const outcome = await wire.save({ work, part, version, answer, base, after: sent, delivery }, false);
    if (outcome === 'unreached' || (outcome.is === 'refused' && PASSING.includes(outcome.why))) waits = true;
    else if (outcome.is === 'saved' || (outcome.is === 'conflict' && same(outcome.answer, answer)))
      kept.drop(delivery);
    // It may be open on the page by now, and settled there.
    else if (!here({ work, part, version })) kept.setAside(outcome.is === 'conflict' ? 'other' : 'late');
  }
  return waits;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
