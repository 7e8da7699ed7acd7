import type { Kysely, Transaction } from 'kysely';
import { deal, isDealt, someOf } from '../classroom/pseudonyms.ts';
import { audit } from './audit.ts';
import { TOO_OLD, type TooOld } from './codes.ts';
import { stillWorks } from '../classroom/join-code.ts';
import type { Database, Row } from './db/schema.ts';
import { hashOf, newCode, newToken } from './ids.ts';
import { draw, insertLearner, isFull, isTaken, lockRoster, RECOVERY_LENGTH } from './roster.ts';

/**
 * Learners of a class: no account, a pseudonym, a code to join and a code to come back. Codes and tokens are stored as
 * hashes; whoever loses one gets another.
 */

type Db = Kysely<Database>;

/** How many names a learner chooses from. */
const CHOICE = 6;

/**
 * The class that a join code opens. An unknown code, a shut door and a class that ended are one question to the store
 * and one answer: nothing. Of a code that has run out it is said, so that whoever was given it knows what to ask for.
 * @param code as `plainCode` gives it
 */
export async function openClass(db: Db, code: string, now: number): Promise<Row<'class'> | TooOld | null> {
  const found = await db
    .selectFrom('class')
    .selectAll()
    .where('join_code', '=', code)
    .where('door_shut_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!found) return null;
  return stillWorks(found.join_code_expires_at, now) ? found : TOO_OLD;
}

/** What a learner may choose from: a few names, and those on the roster that nobody took, in the order of the alphabet. */
export async function choiceOf(db: Db, classId: string): Promise<{ few: string[]; roster: string[] }> {
  const rows = await db
    .selectFrom('learner')
    .select(['name', 'claimed_at'])
    .where('class_id', '=', classId)
    .orderBy('name')
    .execute();
  const roster = rows.filter((row) => row.claimed_at === null).map((row) => row.name);
  const few = someOf(roster, CHOICE, draw);
  return {
    few: [
      ...few,
      ...deal(
        rows.map((row) => row.name),
        CHOICE - few.length,
        draw
      )
    ],
    roster
  };
}

/** A learner who is in: the secret of this device's cookie, and the code to come back with. Neither is shown again. */
export interface Entered {
  classId: string;
  learnerId: string;
  token: string;
  /** `null`: the learner came back with the one that they have. */
  recovery: string | null;
}

/** `closed`: the code opens no class. `old`: it opens it no more. `taken`: somebody has the name. `full`: the class takes no more learners. */
export type Refused = { refused: 'closed' | 'old' | 'taken' | 'full' };

/**
 * Joins a class under a pseudonym from its roster, or under a newly dealt one.
 * @param code the join code
 * @param name one of `choiceOf`
 */
export function join(db: Db, code: string, name: string, now: number): Promise<Entered | Refused> {
  return entering(db, code, now, async (trx, { id: classId }) => {
    const found = await trx
      .selectFrom('learner')
      .selectAll()
      .where('class_id', '=', classId)
      .where('name', '=', name)
      .executeTakeFirst();
    if (found ? found.claimed_at !== null : !isDealt(name)) return { refused: 'taken' };
    if (!found && (await isFull(trx, classId, 1))) return { refused: 'full' };
    const id = found?.id ?? (await insertLearner(trx, classId, { name, typed: 0, approved_at: now }, now));
    return enter(trx, classId, id, 'Took a dealt name.', now);
  });
}

/** Joins a class that allows it under a name of one's own, which waits for approval. `name` as `TypedName` gives it. */
export function joinTyped(db: Db, code: string, name: string, now: number): Promise<Entered | Refused> {
  return entering(db, code, now, async (trx, { id: classId, typed_names }) => {
    if (!typed_names) return { refused: 'closed' };
    if (await isTaken(trx, classId, name)) return { refused: 'taken' };
    if (await isFull(trx, classId, 1)) return { refused: 'full' };
    const id = await insertLearner(trx, classId, { name, typed: 1, approved_at: null }, now);
    return enter(trx, classId, id, 'Typed a name, which waits for approval.', now);
  });
}

function entering(
  db: Db,
  code: string,
  now: number,
  how: (trx: Transaction<Database>, found: Row<'class'>) => Promise<Entered | Refused>
): Promise<Entered | Refused> {
  return db.transaction().execute(async (trx) => {
    const found = await openClass(trx, code, now);
    if (!found) return { refused: 'closed' };
    if (found === TOO_OLD) return { refused: 'old' };
    await lockRoster(trx, found.id);
    return how(trx, found);
  });
}

async function enter(trx: Db, classId: string, id: string, how: string, now: number): Promise<Entered> {
  const recovery = newCode(RECOVERY_LENGTH);
  await trx
    .updateTable('learner')
    .set({ claimed_at: now, recovery_hash: hashOf(recovery) })
    .where('id', '=', id)
    .execute();
  await audit(trx, { classId, actor: id, what: 'learner-joined', about: id, detail: how, at: now });
  return { classId, learnerId: id, token: await openSession(trx, classId, id, now), recovery };
}

/**
 * Comes back with a recovery code, or with a one-time code that an instructor made: that one is used up, and there is
 * another recovery code.
 * @param code as `plainCode` gives it
 * @returns `null` where no learner has this code
 */
export function comeBack(db: Db, code: string, now: number): Promise<Entered | null> {
  const hash = hashOf(code);
  return db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('learner')
      .select(['id', 'class_id', 'recovery_hash'])
      .where((row) =>
        row.or([
          row('recovery_hash', '=', hash),
          row.and([row('reentry_hash', '=', hash), row('reentry_expires_at', '>', now)])
        ])
      )
      .executeTakeFirst();
    if (!found) return null;
    const { id, class_id: classId } = found;
    const own = found.recovery_hash === hash;
    const recovery = own ? null : newCode(RECOVERY_LENGTH);
    if (recovery !== null) {
      const used = await trx
        .updateTable('learner')
        .set({ recovery_hash: hashOf(recovery), reentry_hash: null, reentry_expires_at: null })
        .where('id', '=', id)
        .where('reentry_hash', '=', hash)
        .executeTakeFirst();
      if (used.numUpdatedRows === 0n) return null;
      // Somebody else may have taken the pseudonym: whoever the instructor gave the code to has it alone.
      await trx.deleteFrom('learner_session').where('learner_id', '=', id).execute();
    }
    const detail = own ? 'With the recovery code.' : 'With a one-time code.';
    await audit(trx, { classId, actor: id, what: 'learner-returned', about: id, detail, at: now });
    return { classId, learnerId: id, token: await openSession(trx, classId, id, now), recovery };
  });
}

async function openSession(db: Db, classId: string, learnerId: string, now: number): Promise<string> {
  const token = newToken();
  await db
    .insertInto('learner_session')
    .values({
      token_hash: hashOf(token),
      class_id: classId,
      learner_id: learnerId,
      created_at: now,
      seen_at: now
    })
    .execute();
  return token;
}

/** Days for which a device stays in a class that it does not open. */
export const DEVICE_DAYS = 200;

/** Notes that a device was used: its days begin anew. */
export async function seeSession(db: Db, token: string, now: number): Promise<void> {
  await db
    .updateTable('learner_session')
    .set({ seen_at: now })
    .where('token_hash', '=', hashOf(token))
    .execute();
}

/** "Not me": this device is out. @returns whether it was in */
export function closeSession(db: Db, token: string, now: number): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const left = await trx
      .deleteFrom('learner_session')
      .where('token_hash', '=', hashOf(token))
      .returning(['class_id', 'learner_id'])
      .executeTakeFirst();
    if (!left) return false;
    const { class_id: classId, learner_id: id } = left;
    await audit(trx, { classId, actor: id, what: 'learner-left', about: id, detail: '', at: now });
    return true;
  });
}

/** Another recovery code in place of the old one. Every other device of the learner is signed out. */
export function newRecovery(
  db: Db,
  { classId, learnerId, token }: Pick<Entered, 'classId' | 'learnerId' | 'token'>,
  now: number
): Promise<string> {
  const recovery = newCode(RECOVERY_LENGTH);
  return db.transaction().execute(async (trx) => {
    await trx
      .updateTable('learner')
      .set({ recovery_hash: hashOf(recovery) })
      .where('id', '=', learnerId)
      .execute();
    await trx
      .deleteFrom('learner_session')
      .where('learner_id', '=', learnerId)
      .where('token_hash', '!=', hashOf(token))
      .execute();
    const detail = 'Other devices are out.';
    await audit(trx, {
      classId,
      actor: learnerId,
      what: 'recovery-renewed',
      about: learnerId,
      detail,
      at: now
    });
    return recovery;
  });
}
