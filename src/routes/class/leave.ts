import { resolve } from '$app/paths';
import type { LeftWork } from '$lib/classwork/leaving.ts';

/** What is done in this browser when a learner leaves a class, or somebody else comes in; it is fetched only then. */

/** A learner who is in a class on this device, and what they worked on there. */
export interface Present {
  classId: string;
  learnerId: string;
  works: readonly LeftWork[];
}

async function tools() {
  const [leaving, { wireTo }, { browserStore }] = await Promise.all([
    import('$lib/classwork/leaving.ts'),
    import('$lib/classwork/wire.ts'),
    import('$lib/progress/browser.ts')
  ]);
  const wireIn = (classId: string) => (at: string) =>
    wireTo(resolve('/') + `class/${classId}/${at}`, (...request) => fetch(...request));
  return { ...leaving, wireIn, store: browserStore() };
}

/** "Not me". @returns `false` where the server was not reached: then nothing is left behind yet */
export async function leave(classId: string, works: readonly LeftWork[]): Promise<boolean> {
  const { leaveNothing, store, wireIn } = await tools();
  return leaveNothing(store, wireIn(classId), works);
}

/** Before somebody comes in: what waits of whoever is here is sent, while the device is still theirs. */
export async function sendFirst(here: readonly Present[]): Promise<boolean> {
  const { sendLeft, store, wireIn } = await tools();
  for (const { classId, works } of here) if (!(await sendLeft(store, wireIn(classId), works))) return false;
  return true;
}

/** Somebody is in: whoever was in that class here before, and is somebody else, leaves nothing behind. */
export async function forget(
  before: readonly Present[],
  now: Pick<Present, 'classId' | 'learnerId'>
): Promise<void> {
  const others = before.filter(
    ({ classId, learnerId }) => classId === now.classId && learnerId !== now.learnerId
  );
  if (others.length === 0) return;
  const { dropLeft, store } = await tools();
  for (const { works } of others) dropLeft(store, works);
}
