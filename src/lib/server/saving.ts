import type { Kysely } from 'kysely';
import type { Refusal, Save, SaveOutcome, Stored } from '../classroom/saving.ts';
import { locksRows } from './db/locking.ts';
import type { Database } from './db/schema.ts';
import { together } from './db/together.ts';
import { newId } from './ids.ts';
import { versionOf } from './versions.ts';

/**
 * Answers are saved one statement each, after one that reads all that decides. The write itself holds what may not have
 * changed since: that the work is not handed in, and that nobody saved another answer meanwhile.
 */

/** What is known of the place that an answer is for. */
export interface Place {
  /** The version that is asked there now. */
  version: string;
  /** Why no answer is taken there now; `null` where one is. */
  closed: Refusal | null;
  /** Whether an answer that was checked stands. Where it does not, who goes on is not done with it. */
  stands: boolean;
  /** What is saved there; `null` where nothing was. */
  saved: { id: string; revision: number; delivery: string; savedAt: number; checkedAt: number | null } | null;
}

/** What is saved, as a row says it that an answer was joined to. */
export function savedIn(row: {
  answer_id: string | null;
  revision: number | null;
  delivery: string | null;
  saved_at: number | null;
  checked_at: number | null;
}): Place['saved'] {
  const { answer_id: id, revision, delivery, saved_at: savedAt, checked_at: checkedAt } = row;
  return id === null || revision === null || delivery === null || savedAt === null
    ? null
    : { id, revision, delivery, savedAt, checkedAt };
}

/** How a place is found. */
export interface Finding {
  /** The place that an answer is for, where it is the sender's own. */
  place: (db: Kysely<Database>) => Promise<Place | null>;
  /** Why there is none. */
  unknown: (db: Kysely<Database>) => Promise<Refusal>;
  classId: string;
}

/** What became of a save, and the answer that was written; `null` where none was. */
export interface SavedAt {
  outcome: SaveOutcome;
  written: string | null;
}

/**
 * Saves an answer. What it says is saved is on the disk. The same delivery again is acknowledged and not saved twice;
 * an answer that was made from another revision than the stored one is not saved, and comes back with the stored one.
 */
export async function saveAt(
  db: Kysely<Database>,
  finding: Finding,
  save: Save,
  now: number
): Promise<SavedAt> {
  const answer = await fitting(db, save);
  return together(db, (tx) => keep(tx, finding, { ...save, answer, now }));
}

async function keep(
  db: Kysely<Database>,
  finding: Finding,
  { answer, now, ...save }: Omit<Writing, 'answer'> & { answer: string | null }
): Promise<SavedAt> {
  const place = await finding.place(db);
  if (!place) return unwritten({ is: 'refused', why: await finding.unknown(db) });
  const { saved, version, stands } = place;
  // It may come a second time because the first acknowledgement was lost: then it stands, whatever came since.
  if (saved?.delivery === save.delivery) return unwritten(acknowledged(saved));
  if (place.closed) return unwritten({ is: 'refused', why: place.closed });
  if (stands && saved && saved.checkedAt !== null) return unwritten({ is: 'refused', why: 'checked' });
  if (answer === null) return unwritten({ is: 'refused', why: 'unfit' });

  if (saved && saved.revision !== save.base && !save.after.includes(saved.delivery))
    return unwritten(await conflict(db, saved.id, answer));
  const written = saved
    ? await change(db, saved, { ...save, answer, now, stands })
    : await put(db, finding.classId, { ...save, version, answer, now });
  if (!written) return again(db, finding, { ...save, answer, now }, version);
  return { outcome: { is: 'saved', revision: written.revision, savedAt: now }, written: written.id };
}

const unwritten = (outcome: SaveOutcome): SavedAt => ({ outcome, written: null });

const acknowledged = ({ revision, savedAt }: NonNullable<Place['saved']>): SaveOutcome => ({
  is: 'saved',
  revision,
  savedAt
});

/** The answer as it is stored, where it is one to the exercise. */
async function fitting(db: Kysely<Database>, { version, answer }: Save): Promise<string | null> {
  const exercise = await versionOf(db, version);
  const parsed = exercise?.logic.answer.safeParse(answer);
  return parsed?.success && exercise?.fits(parsed.data) ? JSON.stringify(parsed.data) : null;
}

/** What was sent, but for the answer itself. */
type Sent = Omit<Save, 'answer'>;

interface Writing extends Sent {
  answer: string;
  now: number;
}

type Written = { id: string; revision: number };

/**
 * The first answer of its place; `null` where another was first, the work was handed in, or another key counts there by
 * now: an answer that was stored under the old one would never be marked.
 */
export async function put(
  db: Kysely<Database>,
  classId: string,
  { work, part, version, answer, delivery, now }: Omit<Writing, 'base' | 'after'>
): Promise<Written | null> {
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
        .innerJoin('part', 'part.assignment_id', 'work.assignment_id')
        .where('work.id', '=', work)
        .where('work.class_id', '=', classId)
        .where('work.handed_in_at', 'is', null)
        .where('part.id', '=', part)
        .where((row) =>
          row.or([row('part.version', '=', version), row('part.stand_in_version', '=', version)])
        )
        .select([
          text(newId()).as('id'),
          'work.class_id',
          'work.id as work_id',
          'part.id as part_id',
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
    .returning(['id', 'revision'])
    .executeTakeFirst();
  return row ?? null;
}

/** The next answer of its place; `null` where another came between, it was checked, or the work was handed in. */
async function change(
  db: Kysely<Database>,
  { id, revision }: Written,
  { work, answer, delivery, now, stands }: Writing & { stands: boolean }
): Promise<Written | null> {
  let update = db
    .updateTable('answer')
    .set({ answer, delivery, revision: revision + 1, saved_at: now, checked_at: null })
    .where('id', '=', id)
    .where('revision', '=', revision);
  if (stands) update = update.where('checked_at', 'is', null);
  const row = await update
    .where((eb) => {
      const open = eb
        .selectFrom('work')
        .select('work.id')
        .where('work.id', '=', work)
        .where('work.handed_in_at', 'is', null);
      return eb.exists(locksRows(db) ? open.forShare() : open);
    })
    .returning(['id', 'revision'])
    .executeTakeFirst();
  return row ?? null;
}

/** What came between, once nothing could be written under the version that was asked then. */
async function again(
  db: Kysely<Database>,
  finding: Finding,
  { answer, now, ...save }: Writing,
  version: string
): Promise<SavedAt> {
  const place = await finding.place(db);
  if (!place) return unwritten({ is: 'refused', why: await finding.unknown(db) });
  const { saved } = place;
  if (saved?.delivery === save.delivery) return unwritten(acknowledged(saved));
  if (place.closed) return unwritten({ is: 'refused', why: place.closed });
  if (!saved && place.version !== version) return keep(db, finding, { ...save, answer, now });
  if (!saved) return unwritten({ is: 'refused', why: 'unknown' });
  if (place.stands && saved.checkedAt !== null) return unwritten({ is: 'refused', why: 'checked' });
  return unwritten(await conflict(db, saved.id, answer));
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
