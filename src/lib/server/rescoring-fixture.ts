import { expect } from 'vitest';
import type { PackExercise } from '../packs/load.ts';
import { findExercise } from '../packs/submission.ts';
import { versionOf as contentVersion } from '../packs/version.ts';
import { packs } from './packs.ts';
import { applyRescoring } from './rescoring-apply.ts';
import { beginPreview, stage } from './rescoring.ts';
import type { Present } from './rescoring-pending.ts';
import { SORT, TEACHER, type Room } from './results-fixture.ts';
import { T } from './works-fixture.ts';

/** For the tests: packs in which a key has changed, and rescorings by it. */

const all = await packs();
export const asShipped: Present = (name) => findExercise(all, name);

interface SortKey {
  mode: 'sort';
  entries: { id: string; as: string; contested: unknown }[];
}

/** The packs, with the first statement of sorting read by another label in the key. */
export const otherKey = ((): { present: Present; item: string; before: string; after: string } => {
  const exercise = asShipped(SORT)!;
  const key = exercise.key as SortKey;
  const at = key.entries.findIndex(({ contested }) => !contested);
  const before = key.entries[at]!;
  const after = key.entries.find(({ as, contested }) => !contested && as !== before.as)!.as;
  const entries = key.entries.map((entry, i) => (i === at ? { ...entry, as: after } : entry));
  const changed = { ...exercise, key: { ...key, entries } };
  changed.version = contentVersion(changed.type, changed.item, changed.key);
  return { present: replacing(SORT, changed), item: before.id, before: before.as, after };
})();

export function replacing(name: string, exercise: PackExercise | undefined): Present {
  return (asked) => (asked === name ? exercise : asShipped(asked));
}

export const doing = { by: TEACHER, why: 'The second paragraph names the source.', now: T + 9000 };

export async function preview({ db, assignment }: Room, present: Present): Promise<string> {
  const id = await beginPreview(db, assignment, present, doing);
  if (!id) throw new Error('nothing is pending');
  expect(await stage(db, id, () => T + 9500)).toBe(true);
  return id;
}

export const apply = ({ db, assignment }: Room, id: string, present: Present) =>
  applyRescoring(db, assignment, id, present, { by: TEACHER, now: T + 10_000 });
