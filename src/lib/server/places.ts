import type { Kysely } from 'kysely';
import { shutBy, takes, type Terms, type WorkTimes } from '../classroom/phase.ts';
import type { Refusal, Save, SaveOutcome, Which } from '../classroom/saving.ts';
import type { Database } from './db/schema.ts';
import { saveAt, savedIn, type Finding, type Place } from './saving.ts';
import { settingsOf, versionOf } from './versions.ts';

/** Answers of assignments: whose they are, and whether they are taken. */

/** Who sends, and where: the hash of the cookie of the class, the class, and the assignment. */
export interface Sender {
  tokenHash: string;
  classId: string;
  assignmentId: string;
}

/** A place in a work at an assignment. */
export interface AssignedPlace extends Place {
  terms: Terms;
  work: WorkTimes & { id: string; learnerId: string };
}

/** Finds the place, where it is the sender's own. */
export async function placeOf(
  db: Kysely<Database>,
  sender: Sender,
  { work, part, version }: Which,
  now: number
): Promise<AssignedPlace | null> {
  const { tokenHash, classId, assignmentId } = sender;
  const row = await db
    .selectFrom('learner_session as session')
    .innerJoin('work', 'work.learner_id', 'session.learner_id')
    .innerJoin('assignment', 'assignment.id', 'work.assignment_id')
    .innerJoin('class', 'class.id', 'work.class_id')
    .innerJoin('part', 'part.assignment_id', 'work.assignment_id')
    .leftJoin('extension', (join) =>
      join
        .onRef('extension.assignment_id', '=', 'work.assignment_id')
        .onRef('extension.learner_id', '=', 'work.learner_id')
    )
    .leftJoin('answer', (join) =>
      join
        .onRef('answer.work_id', '=', 'work.id')
        .onRef('answer.part_id', '=', 'part.id')
        .on('answer.version', '=', version)
    )
    .where('session.token_hash', '=', tokenHash)
    .where('work.id', '=', work)
    .where('work.class_id', '=', classId)
    .where('work.assignment_id', '=', assignmentId)
    .where('part.id', '=', part)
    .select([
      'work.learner_id',
      'work.started_at',
      'work.ends_at',
      'work.handed_in_at',
      'work.revealed_at',
      'assignment.settings',
      'assignment.state',
      'class.ended_at',
      'part.version as own_version',
      'part.stand_in_version',
      'extension.minutes',
      'extension.until',
      'answer.id as answer_id',
      'answer.revision',
      'answer.delivery',
      'answer.saved_at',
      'answer.checked_at'
    ])
    .executeTakeFirst();
  if (!row || row.state === 'draft' || row.state === 'live') return null;
  const offered = [row.own_version, row.stand_in_version].filter((each) => each !== null);
  if (!offered.includes(version)) {
    const other = await sameItem(db, version, offered);
    return other === null ? null : placeOf(db, sender, { work, part, version: other }, now);
  }
  const terms = {
    settings: settingsOf(row.settings),
    extension: row.minutes === null ? null : { minutes: row.minutes, until: row.until },
    shut: shutBy(row.state, row.ended_at)
  };
  const times = {
    startedAt: row.started_at,
    limitAt: row.ends_at,
    handedInAt: row.handed_in_at,
    revealed: row.revealed_at !== null
  };
  return {
    version,
    terms,
    work: { id: work, learnerId: row.learner_id, ...times },
    closed: takes(terms, times, now) ? null : whyOver({ terms, work: times }),
    stands: true,
    saved: savedIn(row)
  };
}

/** Of these versions the one with the same item: a key that was changed meanwhile is no other exercise to its learner. */
export async function sameItem(
  db: Kysely<Database>,
  version: string,
  offered: readonly string[]
): Promise<string | null> {
  const [was, ...now] = await Promise.all([version, ...offered].map((each) => versionOf(db, each)));
  return now.find((each) => was && each?.row.item_version === was.row.item_version)?.row.version ?? null;
}

/** Why nothing more is taken of a work. What an instructor did is said before what came of it. */
export const whyOver = ({ terms, work }: { terms: Terms; work: WorkTimes }): Refusal =>
  terms.shut || (work.handedInAt === null ? 'over' : 'handed-in');

/** Why nothing was found: nobody is signed in, or there is no such thing. */
export async function whyUnknown(
  db: Kysely<Database>,
  { tokenHash, classId }: Pick<Sender, 'tokenHash' | 'classId'>
): Promise<Refusal> {
  const session = await db
    .selectFrom('learner_session')
    .select('learner_id')
    .where('token_hash', '=', tokenHash)
    .where('class_id', '=', classId)
    .executeTakeFirst();
  return session ? 'unknown' : 'signed-out';
}

/** Saves an answer to an assignment, as `saveAt` does. */
export async function saveAnswer(
  db: Kysely<Database>,
  sender: Sender,
  save: Save,
  now: number
): Promise<SaveOutcome> {
  const finding: Finding = {
    place: (db) => placeOf(db, sender, save, now),
    unknown: (db) => whyUnknown(db, sender),
    classId: sender.classId
  };
  return (await saveAt(db, finding, save, now)).outcome;
}
