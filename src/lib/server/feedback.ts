import type { Kysely } from 'kysely';
import { checksAtOnce, mayAnswerAgain, mayShowKey, takes, type KeyQuestion } from '../classroom/phase.ts';
import type { Check, CheckOutcome } from '../classroom/saving.ts';
import type { Scored } from '../exercises/define.ts';
import { keepKeys, locksRows } from './db/locking.ts';
import type { Database, Row } from './db/schema.ts';
import { isUnrevealed } from './live/warning.ts';
import { placeOf, whyOver, type Sender } from './places.ts';
import { conflictWith, whyUnknown } from './saving.ts';
import { versionOf } from './versions.ts';
import { markingOf, markStored } from './scores.ts';
import { timesOf, type Whose } from './work-rows.ts';
import { countingOf, ownOf, type Own } from './works.ts';

/**
 * What a learner gets to see of keys: it leaves the server by this door alone, as a verdict on an answer, when
 * `mayShowKey` allows it. A work notes when the verdict of a reserved exercise was first given out: no other attempt
 * begins after that, whatever a clock or a later extension says.
 */

/** A learner's assignment, with what they answered in it. */
export interface Answers extends Own {
  whose: Whose;
  answers: Row<'answer'>[];
}

/** The assignment as a learner has it, with the answers of every work; `null` where there is none of this id. */
export async function answersOf(db: Kysely<Database>, whose: Whose, now: number): Promise<Answers | null> {
  const own = await ownOf(db, whose, now);
  if (!own) return null;
  const ids = own.works.map(({ id }) => id);
  const answers =
    ids.length === 0 ? [] : await db.selectFrom('answer').selectAll().where('work_id', 'in', ids).execute();
  return { ...own, whose, answers };
}

/** An exercise in a work: which of a part's two it is, its version says. */
export interface Sat {
  work: Row<'work'>;
  part: Row<'part'>;
  version: string;
}

/** What has to be known to say whether its key may be shown. */
export async function keyQuestion(
  db: Kysely<Database>,
  own: Answers,
  { work, part, version }: Sat,
  now: number
): Promise<KeyQuestion> {
  const exercise = await versionOf(db, version);
  if (!exercise) throw new Error(`The version ${version} of an exercise is not there.`);
  const { access } = exercise.row;
  const asked = askedIn(own, part.id, version);
  const here = asked.find(({ id }) => id === work.id)!;
  return {
    terms: own.terms,
    access,
    here,
    others: asked.filter((one) => one !== here),
    elsewhere: access === 'reserved' && (await isElsewhere(db, own, part.id, exercise.row, now)),
    now
  };
}

/** Every work, with whether an exercise was checked in it. */
const askedIn = ({ works, answers }: Answers, partId: string, version: string) =>
  works.map((work) => ({
    id: work.id,
    work: timesOf(work),
    checked: answers.some(
      (a) => a.work_id === work.id && a.part_id === partId && a.version === version && a.checked_at !== null
    )
  }));

/**
 * Whether the learner may still answer the same exercise as another part, here or in another assignment; or a live session
 * of the class has it, and has not shown its key.
 */
async function isElsewhere(
  db: Kysely<Database>,
  own: Answers,
  partId: string,
  { pack, slug }: Pick<Row<'pinned'>, 'pack' | 'slug'>,
  now: number
): Promise<boolean> {
  const { classId, learnerId } = own.whose;
  if (await isUnrevealed(db, classId, { pack, slug }, now)) return true;
  const places = await db
    .selectFrom('part')
    .innerJoin('assignment', 'assignment.id', 'part.assignment_id')
    .innerJoin('pinned', (join) =>
      join.on((eb) =>
        eb.or([
          eb('pinned.version', '=', eb.ref('part.version')),
          eb('pinned.version', '=', eb.ref('part.stand_in_version'))
        ])
      )
    )
    .where('part.class_id', '=', classId)
    .where('part.id', '!=', partId)
    .where('assignment.state', '=', 'published')
    .where('pinned.pack', '=', pack)
    .where('pinned.slug', '=', slug)
    .select(['part.id', 'part.assignment_id', 'pinned.version'])
    .execute();
  for (const { id, assignment_id, version } of places) {
    const there =
      assignment_id === own.assignment.id
        ? own
        : await answersOf(db, { classId, assignmentId: assignment_id, learnerId }, now);
    if (there && mayAnswerAgain(there.terms, askedIn(there, id, version), now)) return true;
  }
  return false;
}

/**
 * The verdict on an answer, where the learner may see it now; `null` where not, or where nothing was answered. It is
 * the key's that the answer is scored with now, and counts what the instructor accepted.
 */
export async function verdictFor(
  db: Kysely<Database>,
  own: Answers,
  sat: Sat,
  now: number
): Promise<Scored | null> {
  const answer = own.answers.find(
    (a) => a.work_id === sat.work.id && a.part_id === sat.part.id && a.version === sat.version
  );
  if (!answer) return null;
  const question = await keyQuestion(db, own, sat, now);
  if (!mayShowKey(question)) return null;
  if (question.access === 'reserved' && !(await reveal(db, sat.work.id, answer.id, now))) return null;
  const score = await db
    .selectFrom('score')
    .select('version')
    .where('answer_id', '=', answer.id)
    .where('replaced_at', 'is', null)
    .executeTakeFirst();
  return (await markingOf(db, answer, score?.version ?? answer.version))?.verdict ?? null;
}

/**
 * Notes that the key is shown after a work.
 * @returns whether it may be: an instructor may have reopened the work meanwhile, and then nothing is shown
 */
async function reveal(db: Kysely<Database>, workId: string, answerId: string, now: number): Promise<boolean> {
  const noted = await db
    .updateTable('work')
    .set({ revealed_at: now })
    .where('id', '=', workId)
    .where('revealed_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('handed_in_at', 'is not', null),
        // What was checked stands, however long the work goes on.
        eb.exists(
          eb
            .selectFrom('answer')
            .select('answer.id')
            .where('answer.id', '=', answerId)
            .where('answer.checked_at', 'is not', null)
        )
      ])
    )
    .returning('id')
    .executeTakeFirst();
  if (noted) return true;
  const { revealed_at } = await db
    .selectFrom('work')
    .select('revealed_at')
    .where('id', '=', workId)
    .executeTakeFirstOrThrow();
  return revealed_at !== null;
}

/**
 * Checks an answer where feedback comes at once. From then on it stands, and is marked; asked again, it says the same.
 */
export async function checkPart(
  db: Kysely<Database>,
  sender: Sender,
  check: Check,
  now: number
): Promise<CheckOutcome> {
  const place = await placeOf(db, sender, check, now);
  if (!place?.saved) return { is: 'refused', why: await whyUnknown(db, sender) };
  const { terms, work: times, saved } = place;
  const { classId, assignmentId } = sender;
  const own = await answersOf(db, { classId, assignmentId, learnerId: times.learnerId }, now);
  const work = own?.works.find(({ id }) => id === check.work);
  const part = own?.parts.find(({ id }) => id === check.part);
  if (!own || !work || !part) return { is: 'refused', why: 'unknown' };
  const sat = { work, part, version: place.version };
  if (saved.checkedAt === null) {
    if (!takes(terms, times, now)) return { is: 'refused', why: whyOver(place) };
    if (countingOf(part, own.instead) !== place.version) return { is: 'refused', why: 'unknown' };
    if (saved.revision !== check.revision) return conflictWith(db, saved.id);
    const question = await keyQuestion(db, own, sat, now);
    if (!checksAtOnce(question)) return { is: 'refused', why: 'later' };
    const done = await stand(db, saved, sat, question.access, now);
    // Something came between: what it was is found when it is looked at again.
    if (!done) return checkPart(db, sender, check, now);
    own.answers = own.answers.map((each) => (each.id === done.id ? done : each));
  }
  const verdict = await verdictFor(db, own, sat, now);
  return verdict ? { is: 'checked', verdict } : { is: 'refused', why: 'later' };
}

/**
 * Makes an answer stand as checked, and marks it: both or neither. `null` where it changed, it is not what the learner
 * takes of two that count the same any more, or it was handed in.
 */
async function stand(
  db: Kysely<Database>,
  { id, revision }: { id: string; revision: number },
  { work, part, version }: Sat,
  access: KeyQuestion['access'],
  now: number
): Promise<Row<'answer'> | null> {
  return db.transaction().execute(async (tx) => {
    await keepKeys(tx, work.assignment_id, 'used');
    const open = tx
      .selectFrom('work')
      .select('id')
      .where('id', '=', work.id)
      .where('handed_in_at', 'is', null);
    // Checks of one work wait for each other here, and not where each would wait for the other.
    if (!(await (locksRows(tx) ? open.forNoKeyUpdate() : open).executeTakeFirst())) return null;
    const optedOut = await tx
      .selectFrom('opt_out')
      .select('part_id')
      .where('part_id', '=', part.id)
      .where('learner_id', '=', work.learner_id)
      .executeTakeFirst();
    if (countingOf(part, new Set(optedOut ? [part.id] : [])) !== version) return null;
    const answer = await tx
      .updateTable('answer')
      .set({ checked_at: now })
      .where('id', '=', id)
      .where('revision', '=', revision)
      .where('checked_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!answer) return null;
    await markStored(tx, answer, now, 'Checked.');
    if (access === 'reserved') await reveal(tx, work.id, id, now);
    return answer;
  });
}
