import { Kept } from '../classwork/kept.ts';
import type { Wire } from '../classwork/wire.ts';
import type { Store } from '../progress/store.ts';

/**
 * Sends answers to earlier steps that were given without a connection, on a page that has been left since: of what is
 * kept in this browser, what is of these works. What the server refuses is set aside; where another device has saved
 * since, the learner chooses once they are back at that step.
 * @param works of the session, in either round
 * @param here whether a part is on the page, which sends its own
 * @returns whether any is still on its way
 */
export async function sendKept(
  store: Store,
  wire: Wire,
  works: readonly string[],
  here: (part: string) => boolean
): Promise<boolean> {
  let waits = false;
  for (const name of store.names('unsent')) {
    const [work = '', part = ''] = name.split('/');
    if (!works.includes(work) || here(part)) continue;
    const kept = new Kept(store, name, 'a step before');
    const record = kept.read();
    if (!record) continue;
    const { version, answer, base, delivery, sent } = record;
    const outcome = await wire.save({ work, part, version, answer, base, after: sent, delivery }, false);
    if (outcome === 'unreached' || (outcome.is === 'refused' && outcome.why === 'signed-out')) waits = true;
    else if (outcome.is === 'saved') kept.drop(delivery);
    else if (outcome.is === 'refused') kept.setAside();
  }
  return waits;
}
