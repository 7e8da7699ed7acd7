import type { Kysely } from 'kysely';
import type { Refusal, Save, SaveOutcome, Stored, Which } from '../classroom/saving.ts';
import { handed } from './db/handed.ts';
import { locksRows } from './db/locking.ts';
import type { Database } from './db/schema.ts';
import { Sets } from './db/sets.ts';
import { newId } from './ids.ts';
import { changeAll, putAll, type First } from './saving-writes.ts';
import { versionOf } from './versions.ts';

/**
 * Answers that come at the same time are saved as a set: one statement reads all that decides, one writes the first
 * answers, and one the others. What they did not write, because something came in between, is saved alone afterwards.
 */

type Db = Kysely<Database>;

/** How many sets of a class PostgreSQL does side by side: one class alone leaves connections to others. */
const SIDE_BY_SIDE = 4;

/** Who sends, and where: the hash of the cookie of the class, the class, and the assignment or session. */
export interface From {
  tokenHash: string;
  classId: string;
  within: string;
}

/** Where an answer belongs, asked by whom and when. */
export interface Asking {
  from: From;
  which: Which;
  now: number;
}

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

/** How places are found: in their order, `null` where there is none of the sender's own. */
export type FindPlaces = (db: Db, asked: readonly Asking[]) => Promise<(Place | null)[]>;

/**
 * The rows of all places that are asked for: whose work it is, which versions of the exercise are offered, and what is
 * saved under the one that was named. `at` is the number of the asking. Whoever asks joins what decides whether an
 * answer is taken there.
 */
export const placesAsked = (db: Db, asked: readonly Asking[]) =>
  db
    .selectFrom(
      handed(
        db,
        {
          ...{ at: 'integer', token: 'text', class: 'text', within: 'text' },
          ...{ work: 'text', part: 'text', version: 'text' }
        } as const,
        asked.map(({ from, which: { work, part, version } }, at) => ({
          ...{ at, token: from.tokenHash, class: from.classId, within: from.within },
          ...{ work, part, version }
        }))
      ).as('asked')
    )
    .innerJoin('learner_session as session', 'session.token_hash', 'asked.token')
    .innerJoin('work', (join) =>
      join
        .onRef('work.id', '=', 'asked.work')
        .onRef('work.learner_id', '=', 'session.learner_id')
        .onRef('work.class_id', '=', 'asked.class')
    )
    .innerJoin('class', 'class.id', 'work.class_id')
    .innerJoin('part', (join) =>
      join.onRef('part.id', '=', 'asked.part').onRef('part.assignment_id', '=', 'work.assignment_id')
    )
    .leftJoin('answer', (join) =>
      join
        .onRef('answer.work_id', '=', 'work.id')
        .onRef('answer.part_id', '=', 'part.id')
        .onRef('answer.version', '=', 'asked.version')
    )
    .select(['asked.at', 'work.learner_id', 'class.ended_at', 'part.version as own_version'])
    .select(['part.stand_in_version', 'answer.id as answer_id', 'answer.revision', 'answer.delivery'])
    .select(['answer.saved_at', 'answer.checked_at']);

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

/** What became of a save, and the answer that was written; `null` where none was. */
export interface SavedAt {
  outcome: SaveOutcome;
  written: string | null;
}

/** A save on its way, with the answer as it is stored; `null` where it is none to the exercise. */
interface Job extends Asking {
  save: Save;
  answer: string | null;
  /** Whether it was tried in a set that failed. */
  again?: boolean;
}

/** A save that may be written, and what it follows. */
interface Writing extends First, Pick<Place, 'stands' | 'saved'> {
  job: Job;
}

/**
 * What saves answers to places of a kind. What it says is saved is on the disk. The same delivery again is acknowledged
 * and not saved twice; an answer that was made from another revision than the stored one is not saved, and comes back
 * with the stored one.
 */
export function saver(find: FindPlaces) {
  const lines = new WeakMap<Db, Map<string, Sets<Job, SavedAt>>>();

  /**
   * Where saves wait for each other. The embedded database has one line, in which a set is a transaction: the disk is
   * synced once for all of it. PostgreSQL has one for each class, which waits for nothing that is done in another, and
   * does some sets side by side where many wait.
   */
  function lineOf(db: Db, classId: string): Sets<Job, SavedAt> {
    const all = lines.get(db) ?? new Map<string, Sets<Job, SavedAt>>();
    lines.set(db, all);
    const name = locksRows(db) ? classId : '';
    const act = async (jobs: readonly Job[], again: boolean) => {
      if (!locksRows(db)) return db.transaction().execute((tx) => keepAll(tx, find, jobs));
      // Part of a set that failed may be written, and nobody has heard of it.
      return keepAll(db, find, again ? jobs.map((job) => ({ ...job, again })) : jobs);
    };
    const line =
      all.get(name) ??
      new Sets(act, { beside: locksRows(db) ? SIDE_BY_SIDE : 1, rests: () => all.delete(name) });
    all.set(name, line);
    return line;
  }

  return async (db: Db, from: From, save: Save, now: number): Promise<SavedAt> => {
    const job = { from, which: save, save, now, answer: await fitting(db, save) };
    return db.isTransaction ? keepOne(db, find, job) : lineOf(db, from.classId).add(job);
  };
}

/** Saves a set. What came in between, and of several for one place all after the first, is looked at alone afterwards. */
async function keepAll(db: Db, find: FindPlaces, jobs: readonly Job[]): Promise<SavedAt[]> {
  const done = new Map<Job, SavedAt>();
  const writing: Writing[] = [];
  const taken = new Set<string>();
  const places = await find(db, jobs);
  for (const [i, job] of jobs.entries()) {
    const place = places[i] ?? null;
    const name = [job.which.work, job.which.part, place?.version].join();
    if (taken.has(name)) continue;
    taken.add(name);
    const decided = await decide(db, job, place);
    if ('outcome' in decided) done.set(job, decided);
    else writing.push(decided);
  }
  const written = await writeAll(db, writing);
  for (const [i, each] of writing.entries()) {
    const became = written[i] ?? (jobs.length === 1 ? await again(db, find, each) : null);
    if (became) done.set(each.job, became);
  }
  for (const job of jobs) if (!done.has(job)) done.set(job, await keepOne(db, find, job));
  return jobs.map((job) => done.get(job)!);
}

const keepOne = async (db: Db, find: FindPlaces, job: Job) => (await keepAll(db, find, [job]))[0]!;

/** What becomes of a save, or how it is to be written. */
async function decide(db: Db, job: Job, place: Place | null): Promise<SavedAt | Writing> {
  const { save, answer, from } = job;
  if (!place) return refused(await whyUnknown(db, from));
  const { saved } = place;
  // It may come a second time because the first acknowledgement was lost: then it stands, whatever came since.
  if (saved?.delivery === save.delivery)
    return { ...acknowledged(saved), written: job.again ? saved.id : null };
  if (place.closed) return refused(place.closed);
  if (place.stands && saved && saved.checkedAt !== null) return refused('checked');
  if (answer === null) return refused('unfit');
  if (saved && saved.revision !== save.base && !save.after.includes(saved.delivery))
    return conflict(db, saved.id, answer);
  const { work, part } = job.which;
  return {
    ...{ job, id: saved?.id ?? newId(), classId: from.classId, work, part, version: place.version },
    ...{ answer, delivery: save.delivery, now: job.now, stands: place.stands, saved }
  };
}

const refused = (why: Refusal): SavedAt => ({ outcome: { is: 'refused', why }, written: null });

const acknowledged = ({ revision, savedAt }: Pick<Stored, 'revision' | 'savedAt'>): SavedAt => ({
  outcome: { is: 'saved', revision, savedAt },
  written: null
});

/** Why nothing was found: nobody is signed in, or there is no such thing. */
export async function whyUnknown(
  db: Db,
  { tokenHash, classId }: Pick<From, 'tokenHash' | 'classId'>
): Promise<Refusal> {
  const session = await db
    .selectFrom('learner_session')
    .select('learner_id')
    .where('token_hash', '=', tokenHash)
    .where('class_id', '=', classId)
    .executeTakeFirst();
  return session ? 'unknown' : 'signed-out';
}

/** The answer as it is stored, where it is one to the exercise. */
async function fitting(db: Db, { version, answer }: Save): Promise<string | null> {
  const exercise = await versionOf(db, version);
  const parsed = exercise?.logic.answer.safeParse(answer);
  return parsed?.success && exercise?.fits(parsed.data) ? JSON.stringify(parsed.data) : null;
}

/** Writes what may be written. @returns what became of each; `null` where something came between */
async function writeAll(db: Db, writing: readonly Writing[]): Promise<(SavedAt | null)[]> {
  const put = await putAll(
    db,
    writing.filter(({ saved }) => !saved)
  );
  const changed = await changeAll(
    db,
    writing.flatMap(({ saved, ...each }) => (saved ? [{ ...each, was: saved.revision }] : []))
  );
  return writing.map(({ id, saved, now }) =>
    put.has(id) || changed.has(id)
      ? { outcome: { is: 'saved', revision: (saved?.revision ?? 0) + 1, savedAt: now }, written: id }
      : null
  );
}

/** What came between, once nothing could be written under the version that was asked then. */
async function again(db: Db, find: FindPlaces, { job, version, answer }: Writing): Promise<SavedAt> {
  const [place] = await find(db, [job]);
  if (!place) return refused(await whyUnknown(db, job.from));
  const { saved } = place;
  if (saved?.delivery === job.save.delivery) return acknowledged(saved);
  if (place.closed) return refused(place.closed);
  if (!saved && place.version !== version) return keepOne(db, find, job);
  // It follows what came between: that was sent before it, by the same page.
  if (saved && job.save.after.includes(saved.delivery)) return keepOne(db, find, job);
  if (!saved) return refused('unknown');
  if (place.stands && saved.checkedAt !== null) return refused('checked');
  return conflict(db, saved.id, answer);
}

/** The stored answer, for the learner to choose; where it says the same, nothing has to be chosen. */
async function conflict(db: Db, id: string, answer: string): Promise<SavedAt> {
  const stored = await conflictWith(db, id);
  return JSON.stringify(stored.answer) === answer ? acknowledged(stored) : { outcome: stored, written: null };
}

/** The answer that is stored, against one that was made from another. */
export async function conflictWith(db: Db, id: string): Promise<{ is: 'conflict' } & Stored> {
  const stored = await db
    .selectFrom('answer')
    .select(['answer', 'revision', 'delivery', 'saved_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const { revision, delivery, saved_at: savedAt } = stored;
  return { is: 'conflict', answer: JSON.parse(stored.answer) as unknown, revision, delivery, savedAt };
}
