import type { Kysely } from 'kysely';
import { attemptsLeft, closesOf, dueOf, phaseOf, type Phase } from '../classroom/phase.ts';
import type { Database } from './db/schema.ts';
import { answersOf } from './feedback.ts';
import { toldOf, type Told } from './review.ts';
import { timesOf } from './work-rows.ts';
import { runningOf } from './works.ts';

/** What is set to a learner, as their class page lists it. Times are milliseconds since 1970. */
export interface Assigned {
  id: string;
  title: string;
  phase: Phase;
  /** Whether a work is under way. */
  running: boolean;
  opens: number | null;
  due: number | null;
  closes: number | null;
  /** The time zone in which its times are said. */
  zone: string;
  /** Of the last work that was handed in. */
  handedInAt: number | null;
  late: boolean;
  /** What may be told of it, once one is handed in. */
  told: (Told & { /** Its number, where there are several attempts. */ attempt: number | null }) | null;
  /** Further attempts that may be begun, times left aside. */
  left: number;
}

/**
 * Everything that is set to a learner: first what can be done now, the soonest due first; then what opens later; then
 * what is done or closed, the last one first. What was archived is listed to who has work in it.
 */
export async function assignedTo(
  db: Kysely<Database>,
  { classId, learnerId }: { classId: string; learnerId: string },
  now: number
): Promise<Assigned[]> {
  const ids = await db
    .selectFrom('assignment')
    .select('id')
    .where('class_id', '=', classId)
    .where('state', 'in', ['published', 'archived'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  const found: Assigned[] = [];
  for (const { id } of ids) {
    const own = await answersOf(db, { classId, assignmentId: id, learnerId }, now);
    if (!own || (own.assignment.state === 'archived' && own.works.length === 0)) continue;
    const { title, terms, works } = own;
    const times = works.map(timesOf);
    const handed = works.findLast((work) => work.handed_in_at !== null);
    found.push({
      id,
      title,
      phase: phaseOf(terms, times, now),
      running: runningOf(own, now) !== null,
      opens: terms.settings.opens,
      due: dueOf(terms),
      closes: closesOf(terms),
      zone: terms.settings.zone,
      handedInAt: handed?.handed_in_at ?? null,
      late: handed?.late === 1,
      told: handed
        ? { ...(await toldOf(db, own, handed, now)), attempt: works.length > 1 ? handed.number : null }
        : null,
      left: attemptsLeft(terms, times)
    });
  }
  return found.sort((a, b) => rank(a) - rank(b) || soonest(a) - soonest(b));
}

/** The works of a learner, and where below the page of the class their answers are sent. */
export async function worksOf(
  db: Kysely<Database>,
  { classId, learnerId }: { classId: string; learnerId: string }
): Promise<{ id: string; at: string }[]> {
  const rows = await db
    .selectFrom('work')
    .leftJoin('live', 'live.assignment_id', 'work.assignment_id')
    .where('work.class_id', '=', classId)
    .where('work.learner_id', '=', learnerId)
    .select(['work.id', 'work.kind', 'work.assignment_id', 'live.id as live'])
    .execute();
  return rows.map(({ id, kind, assignment_id, live }) => ({
    id,
    at: kind === 'live' ? `live/${live}/` : `${assignment_id}/`
  }));
}

/** Whether it can be worked on now. */
const isOpen = ({ phase }: Pick<Assigned, 'phase'>): boolean => phase === 'open' || phase === 'late';

const rank = (one: Assigned) =>
  isOpen(one) ? (one.handedInAt === null ? 0 : 1) : one.phase === 'not-yet' ? 2 : 3;

const soonest = (one: Assigned) => {
  if (rank(one) === 3) return 0;
  return (one.phase === 'not-yet' ? one.opens : (one.due ?? one.closes)) ?? Number.MAX_SAFE_INTEGER;
};
