import { getAuthTables } from 'better-auth/db';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import {
  accountNamed,
  demote,
  listAccounts,
  makeResetToken,
  promote,
  reopen,
  resetOf,
  resetPassword,
  shut
} from './account-admin.ts';
import { accountsOf } from './accounts.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { hasAdministrator, offerFirstToken } from './first-token.ts';
import { hashOf } from './ids.ts';
import { invite, openInvitations, uninvite } from './invitations.ts';
import {
  doorOf,
  NewAccount,
  openAccount,
  openAccountAt,
  signUpMode,
  signUpsPerHour,
  type Door
} from './sign-up.ts';
import type { Store } from './db/store.ts';

/** What scrypt does is another test's (`passwords.test.ts`): here it would take its time a hundred times. */
vi.mock(import('./passwords.ts'), () => {
  const hashPassword = (password: string) => Promise.resolve(`hash of ${hashOf(password)}`);
  const verifyPassword = async ({ hash, password }: { hash: string; password: string }) =>
    hash === (await hashPassword(password));
  return { hashPassword, verifyPassword };
});

const T = Date.UTC(2026, 10, 2, 8);
const DAY = 24 * 60 * 60_000;
const PASSWORD = 'lantern quay harbour bell';

describeOnEachEngine('accounts', (open) => {
  const opens = (db: Store['db'], door: Door, name: string, code = '', at = T) =>
    openAccount(db, door, { name, password: PASSWORD, code }, at);

  /** A store with an administrator, Ada. */
  async function begun() {
    const { db } = await open();
    const token = await offerFirstToken(db);
    const ada = await opens(db, 'first', 'Ada', token!);
    if (!('id' in ada)) throw new Error('the first account was not opened');
    return { db, ada: ada.id };
  }
  const password = async (db: Store['db'], name: string, password: string) => {
    const { api } = await accountsOf(db);
    return api.signInUsername({ body: { username: name, password } }).then(
      ({ user }) => user.name,
      (error: { statusCode: number }) => error.statusCode
    );
  };

  test('have the tables and columns that the library asks for', async () => {
    const { db } = await open();
    const { options } = await accountsOf(db);
    for (const { modelName, fields } of Object.values(getAuthTables(options))) {
      const columns = ['id', ...Object.entries(fields).map(([field, { fieldName }]) => fieldName ?? field)];
      await sql`select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(modelName)}`.execute(
        db
      );
    }
  });

  test('begin with one that the printed token opens: once, and for an administrator', async () => {
    const { db } = await open();
    expect(await doorOf(db, 'open')).toBe('first');
    const old = await offerFirstToken(db);
    const token = (await offerFirstToken(db))!;
    expect(await opens(db, 'first', 'Ada')).toEqual({ refused: 'code' });
    expect(await opens(db, 'first', 'Ada', old!)).toEqual({ refused: 'code' });
    const typed = ` ${token.slice(0, 4).toLowerCase()} ${token.slice(4)}`;
    const both = await Promise.all([opens(db, 'first', 'Ada', typed), opens(db, 'first', 'Ben', typed)]);
    expect(both.filter((outcome) => 'id' in outcome)).toHaveLength(1);
    expect(await listAccounts(db)).toMatchObject([{ admin: true, disabled: false, seen: null }]);
    expect(await offerFirstToken(db)).toBeNull();
    expect(await doorOf(db, 'open')).toBe('open');
    expect(await opens(db, 'first', 'Cem', token)).toEqual({ refused: 'code' });
  });

  test('keep no secret that could be used: not the token, no code, no link, no password', async () => {
    const { db, ada } = await begun();
    const secrets = [
      await invite(db, { classId: null, by: ada, now: T }),
      await makeResetToken(db, ada, T),
      PASSWORD
    ];
    const rows = await Promise.all([
      db.selectFrom('invitation').selectAll().execute(),
      db.selectFrom('verification').selectAll().execute(),
      db.selectFrom('account').selectAll().execute()
    ]);
    expect(rows.map((each) => each.length)).toEqual([1, 1, 1]);
    for (const secret of secrets) expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('are opened from one address as often as is set in an hour, where everybody may; a name that is taken is not counted', async () => {
    const { db } = await begun();
    const opens = (name: string, address: string, now: number) =>
      openAccountAt(db, 'open', { name, password: PASSWORD, code: '' }, { address, perHour: 2, now });
    const HOUR = 60 * 60_000;
    expect(await opens('Ada', 'a', T)).toEqual({ refused: 'taken' });
    expect(await opens('Ben', 'a', T)).toHaveProperty('id');
    expect(await opens('Cem', 'a', T + 1)).toHaveProperty('id');
    expect(await opens('Dan', 'a', T + 2)).toEqual({ wait: HOUR - 2 });
    expect(await opens('Eva', 'b', T + 2)).toHaveProperty('id');
    expect(await opens('Dan', 'a', T + HOUR)).toHaveProperty('id');
    expect(signUpsPerHour(undefined)).toBe(5);
    expect(signUpsPerHour('30')).toBe(30);
    for (const wrong of ['0', '-1', 'many']) expect(() => signUpsPerHour(wrong)).toThrow(/SIGN_UP_PER_HOUR/);
  });

  test('are opened by an invitation once, until it is taken back or 14 days old', async () => {
    const { db, ada } = await begun();
    const code = await invite(db, { classId: null, by: ada, now: T });
    expect(await opens(db, 'invite', 'Ben', 'WRONG')).toEqual({ refused: 'code' });
    // Without an invitation nobody learns whose names there are.
    expect(await opens(db, 'invite', 'Ada', 'WRONG')).toEqual({ refused: 'code' });
    expect(await opens(db, 'invite', 'Ben', code, T + 14 * DAY)).toEqual({ refused: 'code' });
    expect(await opens(db, 'closed', 'Ben', code)).toEqual({ refused: 'closed' });
    // A name that is taken costs no invitation.
    expect(await opens(db, 'invite', ' ADA', code)).toEqual({ refused: 'taken' });
    expect(await opens(db, 'invite', 'Ben', code)).toHaveProperty('id');
    expect(await opens(db, 'invite', 'Cem', code)).toEqual({ refused: 'code' });
    const other = await invite(db, { classId: null, by: ada, now: T });
    const [left] = await openInvitations(db, { classId: null, now: T });
    await uninvite(db, { classId: null, id: left!.id });
    expect(await opens(db, 'invite', 'Cem', other)).toEqual({ refused: 'code' });
    expect(await listAccounts(db)).toMatchObject([{ name: 'Ada' }, { name: 'Ben', admin: false }]);
  });

  test('have one name each, however its letters are typed, and nobody asks which names there are', async () => {
    const { db } = await begun();
    expect(await opens(db, 'open', 'ＡＤＡ')).toEqual({ refused: 'taken' });
    expect(await opens(db, 'open', 'Jürgen')).toHaveProperty('id');
    expect(await password(db, 'JÜRGEN', PASSWORD)).toBe('Jürgen');
    expect(await password(db, 'Jürgen', 'wrong')).toBe(401);
    expect(await password(db, 'nobody', PASSWORD)).toBe(401);
  });

  test('get a new password by a reset link: once, within a day, and all sessions end', async () => {
    const { db, ada } = await begun();
    await password(db, 'Ada', PASSWORD);
    const replaced = await makeResetToken(db, ada, Date.now());
    const token = await makeResetToken(db, ada, Date.now());
    expect(await resetOf(db, replaced, Date.now())).toBeUndefined();
    expect(await resetOf(db, token, Date.now() + DAY)).toBeUndefined();
    expect(await resetOf(db, token, Date.now())).toMatchObject({ name: 'Ada' });
    const next = 'another lantern on the quay';
    expect(await resetPassword(db, replaced, next)).toBe(false);
    expect(await resetPassword(db, token, next)).toBe(true);
    expect(await resetPassword(db, token, 'a third one of them')).toBe(false);
    expect(await db.selectFrom('session').selectAll().execute()).toEqual([]);
    expect(await password(db, 'Ada', PASSWORD)).toBe(401);
    expect(await password(db, 'Ada', next)).toBe('Ada');
  });

  test('that are shut have no session; the last administrator can neither be shut nor stop being one', async () => {
    const { db, ada } = await begun();
    await password(db, 'Ada', PASSWORD);
    expect([await shut(db, ada), await demote(db, ada)]).toEqual([false, false]);
    const ben = await opens(db, 'open', 'Ben');
    await promote(db, 'id' in ben ? ben.id : '');
    expect(await shut(db, ada)).toBe(true);
    expect(await db.selectFrom('session').selectAll().execute()).toEqual([]);
    expect(await accountNamed(db, 'ada')).toMatchObject({ disabled: 1 });
    await reopen(db, ada);
    expect(await demote(db, ada)).toBe(true);
    expect(await listAccounts(db)).toMatchObject([
      { name: 'Ada', admin: false, disabled: false },
      { name: 'Ben', admin: true }
    ]);
    expect(await hasAdministrator(db)).toBe(true);
  });
});

test('SIGN_UP is open, invite or closed; left out, it is invite', () => {
  expect([undefined, '', 'open', 'invite', 'closed'].map(signUpMode)).toEqual([
    ...['invite', 'invite', 'open', 'invite', 'closed']
  ]);
  expect(() => signUpMode('yes')).toThrow('SIGN_UP is yes: it has to be open, invite or closed.');
});

test.each([
  ['ab', PASSWORD, 'name'],
  ['a'.repeat(41), PASSWORD, 'name'],
  ['Ada Finch', PASSWORD, 'name'],
  ['ada@school.example', PASSWORD, 'name'],
  ['<b>', PASSWORD, 'name'],
  ['Ada\u202e', PASSWORD, 'name'],
  ['Ada', 'nine char', 'password'],
  ['Ada', 'x'.repeat(201), 'password']
])('An account %j with password %j does not pass', (name, password, field) => {
  const outcome = NewAccount.safeParse({ name, password });
  expect(outcome.error?.issues.map(({ path }) => path)).toEqual([[field]]);
});

test('A first token of the operator’s own has to be long', async () => {
  const { openStore } = await import('./db/store.ts');
  const { db, close } = await openStore({ memory: true });
  await expect(offerFirstToken(db, 'short')).rejects.toThrow('WHOSE_WORDS_FIRST_TOKEN is too short');
  expect(await offerFirstToken(db, 'Long enough, it is')).toBe('LONGENOUGHITIS');
  await close();
});
