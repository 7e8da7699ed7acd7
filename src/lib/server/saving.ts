import type { Kysely } from 'kysely';
import { shutBy, takes, type Terms, type WorkTimes } from '../classroom/phase.ts';
import type { Refusal, Save, SaveOutcome, Stored, Which } from '../classroom/saving.ts';
import { locksRows } from './db/locking.ts';
import type { Database } from './db/schema.ts';
import { newId } from './ids.ts';
import { versionOf, settingsOf } from './versions.ts';

/**
 * Answers are saved one statement each, after one that reads all that decides. The write itself holds what may not have
 * changed since: that the work is not handed in, and that nobody saved another answer meanwhile.
 */

/** Who sends, and where: the hash of the cookie of the class, the class, and the assignment. */
export interface Sender {
  tokenHash: string;
  classId: string;
  assignmentId: string;
}

/** What is known of the place that an answer is for. */
export interface Place {
  /** The version that is asked there now. */
  version: string;
  terms: Terms;
  work: WorkTimes & { id: string; learnerId: string };
  /** What is saved there; `null` where nothing was. */
  saved: { id: string; revision: number; delivery: string; savedAt: number; checkedAt: number | null } | null;
}

/** Finds the place, where it is the sender's own. */
export async function placeOf(
  db: Kysely<Database>,
  sender: Sender,
  { work, part, version }: Which
): Promise<Place | null> {
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
    const now = await sameItem(db, version, offered);
    return now === null ? null : placeOf(db, sender, { work, part, version: now });
  }
  const { revision, delivery, saved_at: savedAt } = row;
  return {
    version,
    terms: {
      settings: settingsOf(row.settings),
      extension: row.minutes === null ? null : { minutes: row.minutes, until: row.until },
      shut: shutBy(row.state, row.ended_at)
    },
    work: {
      id: work,
      learnerId: row.learner_id,
      startedAt: row.started_at,
      limitAt: row.ends_at,
      handedInAt: row.handed_in_at,
      revealed: row.revealed_at !== null
    },
    saved:
      row.answer_id === null || revision === null || delivery === null || savedAt === null
        ? null
        : { id: row.answer_id, revision, delivery, savedAt, checkedAt: row.checked_at }
  };
}

/** Of these versions the one with the same item: a key that was changed meanwhile is no other exercise to its learner. */
async function sameItem(
  db: Kysely<Database>,
  version: string,
  offered: readonly string[]
): Promise<string | null> {
  const [was, ...now] = await Promise.all([version, ...offered].map((each) => versionOf(db, each)));
  return now.find((each) => was && each?.row.item_version === was.row.item_version)?.row.version ?? null;
}

/** Why nothing more is taken of a work. What an instructor did is said before what came of it. */
export const whyOver = ({ terms, work }: Pick<Place, 'terms' | 'work'>): Refusal =>
  terms.shut || (work.handedInAt === null ? 'over' : 'handed-in');

/** Why nothing was found: nobody is signed in, or there is no such thing. */
export async function whyUnknown(db: Kysely<Database>, { tokenHash, classId }: Sender): Promise<Refusal> {
  const session = await db
    .selectFrom('learner_session')
    .select('learner_id')
    .where('token_hash', '=', tokenHash)
    .where('class_id', '=', classId)
    .executeTakeFirst();
  return session ? 'unknown' : 'signed-out';
}

/**
 * Saves an answer. What it says is saved is on the disk. The same delivery again is acknowledged and not saved twice;
 * an answer that was made from another revision than the stored one is not saved, and comes back with the stored one.
 */
export async function saveAnswer(
  db: Kysely<Database>,
  sender: Sender,
  save: Save,
  now: number
): Promise<SaveOutcome> {
  const place = await placeOf(db, sender, save);
  if (!place) return { is: 'refused', why: await whyUnknown(db, sender) };
  const { terms, work, saved, version } = place;
  // It may come a second time because the first acknowledgement was lost: then it stands, whatever came since.
  if (saved?.delivery === save.delivery)
    return { is: 'saved', revision: saved.revision, savedAt: saved.savedAt };
  if (!takes(terms, work, now)) return { is: 'refused', why: whyOver(place) };
  if (saved && saved.checkedAt !== null) return { is: 'refused', why: 'checked' };
  const answer = await fitting(db, save);
  if (answer === null) return { is: 'refused', why: 'unfit' };

  if (saved && saved.revision !== save.base && !save.after.includes(saved.delivery))
    return conflict(db, saved.id, answer);
  const done = saved
    ? await change(db, saved, { ...save, answer, now })
    : await put(db, sender.classId, { ...save, version, answer, now });
  return done ?? again(db, sender, save, answer);
}

/** The answer as it is stored, where it is one to the exercise. */
async function fitting(db: Kysely<Database>, { version, answer }: Save): Promise<string | null> {
  const exercise = await versionOf(db, version);
  const parsed = exercise?.logic.answer.safeParse(answer);
  return parsed?.success && exercise?.fits(parsed.data) ? JSON.stringify(parsed.data) : null;
}

interface Writing extends Omit<Save, 'answer'> {
  answer: string;
  now: number;
}

/** The first answer of its place; `null` where another was first, or the work was handed in. */
async function put(
  db: Kysely<Database>,
  classId: string,
  { work, part, version, answer, delivery, now }: Writing
): Promise<SaveOutcome | null> {
  const row = await db
    .insertInto('answer')
    .columns([
      'id',
      'class_id',
      'work_id',
      'part_id',
      'version',
      'answer',
      'revision',
      'delivery',
      'saved_at',
      'checked_at'
    ])
    .expression((eb) => {
      const text = (value: string) => eb.cast<string>(eb.val(value), 'text');
      const open = eb
        .selectFrom('work')
        .where('work.id', '=', work)
        .where('work.class_id', '=', classId)
        .where('work.handed_in_at', 'is', null)
        .select([
          text(newId()).as('id'),
          'work.class_id',
          'work.id as work_id',
          text(part).as('part_id'),
          text(version).as('version'),
          text(answer).as('answer'),
          eb.cast<number>(eb.val(1), 'integer').as('revision'),
          text(delivery).as('delivery'),
          eb.cast<number>(eb.val(now), 'bigint').as('saved_at'),
          eb.cast<number | null>(eb.val(null), 'bigint').as('checked_at')
        ]);
      return locksRows(db) ? open.forShare() : open;
    })
    .onConflict((on) => on.columns(['work_id', 'part_id', 'version']).doNothing())
    .returning('revision')
    .executeTakeFirst();
  return row ? { is: 'saved', revision: row.revision, savedAt: now } : null;
}

/** The next answer of its place; `null` where another came between, it was checked, or the work was handed in. */
async function change(
  db: Kysely<Database>,
  { id, revision }: { id: string; revision: number },
  { work, answer, delivery, now }: Writing
): Promise<SaveOutcome | null> {
  const row = await db
    .updateTable('answer')
    .set({ answer, delivery, revision: revision + 1, saved_at: now })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('checked_at', 'is', null)
    .where((eb) => {
      const open = eb
        .selectFrom('work')
        .select('work.id')
        .where('work.id', '=', work)
        .where('work.handed_in_at', 'is', null);
      return eb.exists(locksRows(db) ? open.forShare() : open);
    })
    .returning('revision')
    .executeTakeFirst();
  return row ? { is: 'saved', revision: row.revision, savedAt: now } : null;
}

/** What came between, once nothing could be written. */
async function again(db: Kysely<Database>, sender: Sender, save: Save, answer: string): Promise<SaveOutcome> {
  const place = await placeOf(db, sender, save);
  if (!place) return { is: 'refused', why: await whyUnknown(db, sender) };
  const { work, saved } = place;
  if (saved?.delivery === save.delivery)
    return { is: 'saved', revision: saved.revision, savedAt: saved.savedAt };
  if (work.handedInAt !== null) return { is: 'refused', why: whyOver(place) };
  if (!saved) return { is: 'refused', why: 'unknown' };
  if (saved.checkedAt !== null) return { is: 'refused', why: 'checked' };
  return conflict(db, saved.id, answer);
}

/** The stored answer, for the learner to choose; where it says the same, nothing has to be chosen. */
async function conflict(db: Kysely<Database>, id: string, answer: string): Promise<SaveOutcome> {
  const stored = await conflictWith(db, id);
  const { revision, savedAt } = stored;
  return JSON.stringify(stored.answer) === answer ? { is: 'saved', revision, savedAt } : stored;
}

/** The answer that is stored, against one that was made from another. */
export async function conflictWith(db: Kysely<Database>, id: string): Promise<{ is: 'conflict' } & Stored> {
  const stored = await db
    .selectFrom('answer')
    .select(['answer', 'revision', 'delivery', 'saved_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const { revision, delivery, saved_at: savedAt } = stored;
  return { is: 'conflict', answer: JSON.parse(stored.answer) as unknown, revision, delivery, savedAt };
}
