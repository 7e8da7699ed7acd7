import type { Kysely } from 'kysely';
import type { KeyItem } from '$lib/classroom/live/compared.ts';
import { isShown } from '$lib/classroom/live/state.ts';
import { commonView, learnerView, ownView, type LearnerView } from '$lib/classroom/live/views.ts';
import type { SourceCard } from '$lib/exercises/lesson/context.ts';
import { standingAt, wantedFor } from '$lib/live/standing.ts';
import type { Database } from '$lib/server/db/schema.ts';
import type { Live } from '$lib/server/live/sessions.ts';
import { shownStep } from '$lib/server/live/shown.ts';
import { liveStep, type LiveSat } from '$lib/server/live/step.ts';

/** What a learner's page is given of the step that they are at. */
export interface StepData {
  /** What it answers: `wantedFor` of where the learner is. */
  wanted: string;
  part: string;
  sat: LiveSat;
  /** The learner's works in the session. */
  works: string[];
  /** How often answers of theirs were saved in it. */
  saves: number;
  /** The class's text; `null` before what the class gave is shown. */
  text: {
    /** Where the learner takes the stand-in: the exercise that the class does. */
    instead: { title: string; type: string; item: unknown; sources: SourceCard[] } | null;
    /** What the key says of each item, once it is revealed. */
    key: KeyItem[] | null;
  } | null;
}

type Db = Kysely<Database>;

/** What the first page knows before anything is heard: all but who is in. */
export function firstView({ version, state }: Live, learner: string, now: number): LearnerView {
  const common = commonView({ version, state, seats: [], saved: [] }, now);
  return learnerView(common, ownView(state, learner, []));
}

/**
 * The step that a learner is at.
 * @param chosen the part that they went to at their own pace
 * @returns `null` where there is none, before it is opened, and for who has no seat
 */
export async function stepOf(
  db: Db,
  live: Live,
  learner: string,
  chosen: string | null,
  now: number
): Promise<StepData | null> {
  const standing = standingAt(firstView(live, learner, now), now, chosen);
  if (standing.is !== 'step' || standing.round === null) return null;
  const { part } = standing;
  const sat = await liveStep(db, live, learner, now, part);
  if (!sat?.work) return null;
  return {
    ...{ wanted: wantedFor(standing), part, sat },
    ...(await worksOf(db, live, learner)),
    text: await textOf(db, live, sat)
  };
}

async function worksOf(db: Db, { assignmentId }: Live, learner: string) {
  const rows = await db
    .selectFrom('work')
    .leftJoin('answer', 'answer.work_id', 'work.id')
    .where('work.assignment_id', '=', assignmentId)
    .where('work.learner_id', '=', learner)
    .where('work.kind', '=', 'live')
    .select(['work.id', 'answer.revision'])
    .execute();
  return {
    works: [...new Set(rows.map(({ id }) => id))],
    saves: rows.reduce((sum, { revision }) => sum + (revision ?? 0), 0)
  };
}

async function textOf(db: Db, live: Live, { part, as, verdict }: LiveSat): Promise<StepData['text']> {
  const step = live.state.steps.find((each) => each.part === part);
  if (!step || !isShown(step)) return null;
  const shown = await shownStep(db, live, part, verdict !== null);
  if (!shown) return null;
  const { title, type, item, sources, key } = shown;
  return {
    instead: as === 'instead' ? { title, type, item, sources } : null,
    key: key && as === 'own' ? key.items : null
  };
}
