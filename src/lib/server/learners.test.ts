import { expect, test } from 'vitest';
import { worksUntil } from '../classroom/join-code.ts';
import { isDealt } from '../classroom/pseudonyms.ts';
import { auditPage } from './audit.ts';
import { changeClass, createClass } from './classes.ts';
import type { Store } from './db/store.ts';
import { describeOnEachEngine } from './db/testing.ts';
import {
  choiceOf,
  closeSession,
  comeBack,
  join,
  joinTyped,
  newRecovery,
  openClass,
  type Entered
} from './learners.ts';
import { hashOf } from './ids.ts';
import {
  addDealt,
  addTyped,
  approve,
  makeReentry,
  reject,
  rename,
  REENTRY_DAYS,
  rosterOf
} from './roster.ts';

const now = Date.UTC(2027, 0, 11, 9);
const DAY = 86_400_000;

async function withClass(open: () => Promise<Store>) {
  const { db } = await open();
  const id = await createClass(db, { name: '7b', by: 'teacher', now });
  const { join_code } = await db.selectFrom('class').select('join_code').executeTakeFirstOrThrow();
  return { db, id, code: join_code!, by: { classId: id, by: 'teacher', now } };
}

function entered(outcome: Entered | { refused: string } | null): Entered {
  if (!outcome || 'refused' in outcome) throw new Error(`not let in: ${outcome?.refused ?? 'nobody'}`);
  return outcome;
}

describeOnEachEngine('joining a class', (open) => {
  test('a name from the roster is offered until somebody takes it, and then to nobody', async () => {
    const { db, id, code, by } = await withClass(open);
    const [name] = await addDealt(db, 1, by);
    expect((await choiceOf(db, id)).roster).toEqual([name]);
    const { learnerId } = entered(await join(db, code, name!, now));
    expect((await choiceOf(db, id)).roster).toEqual([]);
    expect(await join(db, code, name!, now)).toEqual({ refused: 'taken' });
    expect((await rosterOf(db, id)).map((row) => [row.id, row.claimed_at])).toEqual([[learnerId, now]]);
  });

  test('there is always a choice of six, dealt anew where the roster has fewer', async () => {
    const { db, id, code, by } = await withClass(open);
    const onRoster = await addDealt(db, 2, by);
    const { few } = await choiceOf(db, id);
    expect(new Set(few).size).toBe(6);
    expect(few).toEqual(expect.arrayContaining(onRoster));
    const dealt = few.find((name) => !onRoster.includes(name))!;
    entered(await join(db, code, dealt, now));
    expect((await rosterOf(db, id)).map(({ name }) => name)).toContain(dealt);
  });

  test('a name that was never dealt is refused', async () => {
    const { db, code } = await withClass(open);
    expect(await join(db, code, 'Ada Finch', now)).toEqual({ refused: 'taken' });
  });

  test('when many want the same name at once, one gets it', async () => {
    const { db, id, code, by } = await withClass(open);
    const [name] = await addDealt(db, 1, by);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => join(db, code, name!, now)));
    expect(outcomes.filter((outcome) => !('refused' in outcome))).toHaveLength(1);
    expect(await rosterOf(db, id)).toHaveLength(1);
  });

  test('an unknown code, a shut door and an ended class get the same answer', async () => {
    const { db, code, by } = await withClass(open);
    const tries = async () => [await openClass(db, code, now), await join(db, code, 'Quiet Maple', now)];
    const unknown = [await openClass(db, 'ABCD2345', now), await join(db, 'ABCD2345', 'Quiet Maple', now)];
    await changeClass(db, 'shut', by);
    expect(await tries()).toEqual(unknown);
    await changeClass(db, 'opened', by);
    await changeClass(db, 'ended', by);
    expect(await tries()).toEqual(unknown);
    await changeClass(db, 'reopened', by);
    expect(await openClass(db, code, now)).toMatchObject({ name: '7b' });
  });

  test('a code that has run out says so and lets nobody in, until it is kept for longer or another is made', async () => {
    const { db, id, code, by } = await withClass(open);
    const later = worksUntil(now) + 1;
    const { token } = entered(await join(db, code, 'Quiet Maple', now));
    await changeClass(db, 'typed', by);
    expect(await openClass(db, code, later)).toBe('too old');
    expect(await join(db, code, 'Calm Lake', later)).toEqual({ refused: 'old' });
    expect(await joinTyped(db, code, 'Blue Kettle', later)).toEqual({ refused: 'old' });
    expect(await rosterOf(db, id)).toHaveLength(1);
    // Who is in stays in.
    const devices = await db.selectFrom('learner_session').select('token_hash').execute();
    expect(devices).toEqual([{ token_hash: hashOf(token) }]);

    await changeClass(db, 'kept', { ...by, now: later });
    entered(await join(db, code, 'Calm Lake', later));
    const last = worksUntil(later) + 1;
    expect(await openClass(db, code, last)).toBe('too old');
    await changeClass(db, 'code', { ...by, now: last });
    expect(await openClass(db, code, last)).toBeNull();
    const row = await db.selectFrom('class').selectAll().executeTakeFirstOrThrow();
    expect(await openClass(db, row.join_code!, worksUntil(last))).toMatchObject({ id });
    const { entries } = await auditPage(db, id, 1);
    const said = entries.filter(({ what }) => what === 'changed the join code').map(({ detail }) => detail);
    expect(said).toEqual(['Made another join code.', 'Let the join code work for 30 more days.']);
  });

  test('a code that has run out behind a shut door, or of a class that ended, is unknown', async () => {
    const { db, code, by } = await withClass(open);
    const later = worksUntil(now) + 1;
    await changeClass(db, 'shut', by);
    expect(await openClass(db, code, later)).toBeNull();
    await changeClass(db, 'opened', by);
    await changeClass(db, 'ended', by);
    expect(await openClass(db, code, later)).toBeNull();
  });

  test('a typed name needs the instructor’s leave, waits for approval, and is a name of its own', async () => {
    const { db, id, code, by } = await withClass(open);
    expect(await joinTyped(db, code, 'Blue Kettle', now)).toEqual({ refused: 'closed' });
    await changeClass(db, 'typed', by);
    const { learnerId } = entered(await joinTyped(db, code, 'Blue Kettle', now));
    expect(await joinTyped(db, code, 'blue kettle', now)).toEqual({ refused: 'taken' });
    expect((await rosterOf(db, id))[0]).toMatchObject({ id: learnerId, typed: 1, approved_at: null });
    await approve(db, learnerId, { ...by, now: now + 1 });
    expect((await rosterOf(db, id))[0]).toMatchObject({ name: 'Blue Kettle', approved_at: now + 1 });
  });

  test('who typed a name that is rejected stays in, with a dealt one', async () => {
    const { db, id, code, by } = await withClass(open);
    await changeClass(db, 'typed', by);
    const { learnerId } = entered(await joinTyped(db, code, 'Blue Kettle', now));
    const name = await reject(db, learnerId, by);
    expect(isDealt(name!)).toBe(true);
    expect(await rosterOf(db, id)).toMatchObject([{ id: learnerId, name, typed: 0, approved_at: now }]);
  });

  test('an instructor adds and changes names, but no two alike', async () => {
    const { db, id, by } = await withClass(open);
    expect(await addTyped(db, 'Table One', by)).toBeNull();
    expect(await addTyped(db, 'table one', by)).toBe('taken');
    await addDealt(db, 1, by);
    const other = (await rosterOf(db, id)).find(({ name }) => name !== 'Table One')!;
    expect(await rename(db, other.id, 'TABLE ONE', by)).toBe('taken');
    expect(await rename(db, other.id, 'Table Two', by)).toBeNull();
    expect((await rosterOf(db, id)).map(({ name }) => name)).toEqual(['Table One', 'Table Two']);
  });

  test('a class takes a thousand learners and no more', async () => {
    const { db, code, by } = await withClass(open);
    expect(await addDealt(db, 1001, by)).toEqual([]);
    expect(await addDealt(db, 1000, by)).toHaveLength(1000);
    expect(await addTyped(db, 'One more', by)).toBe('full');
    const { few } = await choiceOf(db, by.classId);
    entered(await join(db, code, few[0]!, now));
  });
});

describeOnEachEngine('coming back', (open) => {
  test('the recovery code opens another device, as often as it is needed', async () => {
    const { db, id, code } = await withClass(open);
    const first = entered(await join(db, code, 'Quiet Maple', now));
    const second = entered(await comeBack(db, first.recovery!, now));
    expect(second).toMatchObject({ classId: id, learnerId: first.learnerId, recovery: null });
    expect(second.token).not.toBe(first.token);
    entered(await comeBack(db, first.recovery!, now));
    expect(await comeBack(db, 'ABCDEFGH2345', now)).toBeNull();
  });

  test('a one-time code of the instructor works once, for a week, and brings a new recovery code', async () => {
    const { db, code, by } = await withClass(open);
    const first = entered(await join(db, code, 'Quiet Maple', now));
    const late = await makeReentry(db, first.learnerId, by);
    expect(await comeBack(db, late, now + REENTRY_DAYS * DAY)).toBeNull();
    const once = await makeReentry(db, first.learnerId, by);
    expect(await comeBack(db, late, now)).toBeNull();
    const back = entered(await comeBack(db, once, now));
    expect(back.recovery).not.toBeNull();
    expect(await comeBack(db, once, now)).toBeNull();
    expect(await comeBack(db, first.recovery!, now)).toBeNull();
    entered(await comeBack(db, back.recovery!, now));
  });

  test('whoever comes back with a one-time code has the pseudonym alone: other devices are out', async () => {
    const { db, code, by } = await withClass(open);
    const usurper = entered(await join(db, code, 'Quiet Maple', now));
    const other = entered(await join(db, code, 'Calm Lake', now));
    const back = entered(await comeBack(db, await makeReentry(db, usurper.learnerId, by), now));
    const sessions = await db.selectFrom('learner_session').select('token_hash').execute();
    expect(sessions.map(({ token_hash }) => token_hash).toSorted()).toEqual(
      [hashOf(other.token), hashOf(back.token)].toSorted()
    );
  });

  test('a new recovery code ends the old one and signs the other devices out', async () => {
    const { db, id, code } = await withClass(open);
    const first = entered(await join(db, code, 'Quiet Maple', now));
    const second = entered(await comeBack(db, first.recovery!, now));
    const recovery = await newRecovery(db, { ...second, classId: id }, now);
    expect(await comeBack(db, first.recovery!, now)).toBeNull();
    const sessions = await db.selectFrom('learner_session').select('token_hash').execute();
    expect(sessions).toEqual([{ token_hash: hashOf(second.token) }]);
    entered(await comeBack(db, recovery, now));
  });

  test('“Not me” signs this device out and no other', async () => {
    const { db, code } = await withClass(open);
    const first = entered(await join(db, code, 'Quiet Maple', now));
    const second = entered(await comeBack(db, first.recovery!, now));
    await closeSession(db, first.token, now);
    await closeSession(db, 'of nobody', now);
    const sessions = await db.selectFrom('learner_session').select('token_hash').execute();
    expect(sessions).toEqual([{ token_hash: hashOf(second.token) }]);
    const left = await db.selectFrom('audit').select('actor').where('what', '=', 'learner-left').execute();
    expect(left).toEqual([{ actor: first.learnerId }]);
  });

  test('no code and no token is stored as it is', async () => {
    const { db, code, by } = await withClass(open);
    const { learnerId, token, recovery } = entered(await join(db, code, 'Quiet Maple', now));
    const once = await makeReentry(db, learnerId, by);
    const rows = JSON.stringify([
      await db.selectFrom('learner').selectAll().execute(),
      await db.selectFrom('learner_session').selectAll().execute(),
      await db.selectFrom('audit').selectAll().execute()
    ]);
    for (const secret of [token, recovery!, once]) expect(rows).not.toContain(secret);
  });
});
