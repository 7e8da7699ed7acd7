import type { Kysely } from 'kysely';
import { partsOf, type PlannedPart, type Step } from '../../classroom/draft.ts';
import { newSession } from '../../classroom/live/state.ts';
import { settingsToBeginWith } from '../../classroom/settings.ts';
import type { Assignment } from '../assignments.ts';
import { catalogue } from '../catalogue.ts';
import type { Database, Row } from '../db/schema.ts';
import { newId } from '../ids.ts';
import { keepForLive } from '../join-codes.ts';
import { pinParts } from '../pinned.ts';
import { lockRoster, type By } from '../roster.ts';
import { endForgotten } from './ending.ts';
import { note, runningIn } from './sessions.ts';

/** How a live session begins. It alone needs the packs: a store is opened, and sessions are found in it, without them. */

type Db = Kysely<Database>;

/** What a session is started from. */
export type LiveSource =
  | { title: string; steps: readonly Step[] }
  /** With the versions that it pinned. */
  | { title: string; assignment: Assignment };

/** What became of a start: the id of the session; or of the one that runs in the class already. */
export type Started = { id: string } | { running: string };

/**
 * Starts a session in a class in which none runs. Exercises are its steps, those of a lesson too.
 * @returns `null` where nothing of what was chosen is an exercise
 */
export async function startLive(db: Db, from: LiveSource, { classId, by, now }: By): Promise<Started | null> {
  const planned = await plannedParts(from);
  if (planned.length === 0) return null;
  const { title } = from;
  const [id, assignmentId] = [newId(), newId()];
  const parts = planned.map((part, position): Row<'part'> => ({
    ...{ id: newId(), class_id: classId, assignment_id: assignmentId, position },
    ...{ pack: part.pack, lesson: part.lesson, exercise: part.exercise, words: part.words },
    ...{ version: part.version, stand_in: part.standIn, stand_in_version: part.standInVersion }
  }));
  await endForgotten(db, now, classId);
  return db.transaction().execute(async (tx) => {
    await lockRoster(tx, classId);
    const running = await runningIn(tx, classId, now);
    if (running) return { running: running.id };
    await keepForLive(tx, { classId, by, now });
    const made = { class_id: classId, created_by: by, created_at: now };
    await tx
      .insertInto('assignment')
      .values({
        ...{ ...made, id: assignmentId, title, words: '', state: 'live' as const, updated_at: now },
        settings: JSON.stringify(settingsToBeginWith('UTC'))
      })
      .execute();
    await tx.insertInto('part').values(parts).execute();
    await pinParts(tx, assignmentId, now);
    const state = JSON.stringify(newSession(parts.map((part) => part.id)));
    await tx
      .insertInto('live')
      .values({ ...made, id, assignment_id: assignmentId, state, version: 1 })
      .execute();
    await note(tx, { classId, by, now }, `Started “${title}”.`);
    return { id };
  });
}

type LivePart = PlannedPart & { version: string | null; standInVersion: string | null };

async function plannedParts(from: LiveSource): Promise<LivePart[]> {
  const all: readonly LivePart[] =
    'assignment' in from
      ? from.assignment.parts
      : partsOf(await catalogue(), from.steps).map((part) => ({
          ...part,
          version: null,
          standInVersion: null
        }));
  return all.filter(({ exercise }) => exercise !== null);
}
