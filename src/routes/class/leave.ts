import { resolve } from '$app/paths';
import type { LeftWork } from '$lib/classwork/leaving.ts';

/** What is done in this browser before a learner leaves a class; it is fetched only then. */
export async function leave(classId: string, works: readonly LeftWork[]): Promise<boolean> {
  const [{ leaveNothing }, { wireTo }, { browserStore }] = await Promise.all([
    import('$lib/classwork/leaving.ts'),
    import('$lib/classwork/wire.ts'),
    import('$lib/progress/browser.ts')
  ]);
  const wireOf = (assignment: string) =>
    wireTo(resolve(`/class/${classId}/${assignment}/`), (...request) => fetch(...request));
  return leaveNothing(browserStore(), wireOf, works);
}
