import type { Kysely } from 'kysely';
import { shownMark } from '../classroom/marks.ts';
import type { Phase } from '../classroom/phase.ts';
import { assignedTo } from './assigned.ts';
import { assignmentsOf } from './assignments.ts';
import type { Database } from './db/schema.ts';
import { resultsOf } from './marks.ts';

/** What one learner made of everything that was set in the class: for instructors. Times are milliseconds since 1970. */
export interface SetWork {
  id: string;
  title: string;
  /** Where the learner stands with it, with the time that they have. */
  phase: Phase;
  opens: number | null;
  due: number | null;
  /** The time zone in which its times are said. */
  zone: string;
  /** Whether something was begun: there are answers to look at. */
  begun: boolean;
  /** Whether an attempt is under way. */
  running: boolean;
  /** The attempt that counts, of how many; `null` where none is handed in. */
  counts: { number: number; of: number; handedInAt: number; byTime: boolean; late: boolean } | null;
  /** 0 to 100, of the attempt that counts. */
  mark: number | null;
}

/** A line for each assignment, the one that was made first on top. What the time has ended is handed in first. */
export async function workOver(
  db: Kysely<Database>,
  { classId, learnerId }: { classId: string; learnerId: string },
  now: number
): Promise<SetWork[]> {
  const [assigned, assignments] = [
    await assignedTo(db, { classId, learnerId }, now),
    await assignmentsOf(db, classId)
  ];
  const found: SetWork[] = [];
  for (const assignment of assignments.toReversed()) {
    const own = assigned.find(({ id }) => id === assignment.id);
    if (!own) continue;
    const { learners } = await resultsOf(db, assignment, now, { learner: learnerId });
    const result = learners[0];
    const works = result?.works ?? [];
    const counts = result?.counts;
    const { id, title, phase, opens, due, zone, running } = own;
    found.push({
      ...{ id, title, phase, opens, due, zone, running, begun: works.length > 0 },
      counts: counts
        ? {
            ...{ number: counts.number, of: works.length, byTime: counts.byTime, late: counts.late },
            handedInAt: counts.handedInAt!
          }
        : null,
      mark: result?.mark == null ? null : shownMark(result.mark)
    });
  }
  return found;
}
