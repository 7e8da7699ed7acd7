import type { RequestEvent } from '@sveltejs/kit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accountNamed, shut } from './account-admin.ts';
import { accountsOf } from './accounts.ts';
import type { Store } from './db/store.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { changePassword, confirmPassword, instructorHere, sessionsOf, signIn, signOut } from './sessions.ts';
import { openAccount } from './sign-up.ts';
import { store } from './store.ts';

/** How often a password was worked on: what takes the time that an answer takes. */
const work = vi.hoisted(() => ({ done: 0 }));
vi.mock(import('./passwords.ts'), () => {
  const hashPassword = (password: string) => Promise.resolve(`hash ${(work.done++, password)}`);
  const verifyPassword = async ({ hash, password }: { hash: string; password: string }) =>
    hash === (await hashPassword(password));
  return { hashPassword, verifyPassword };
});
vi.mock(import('./store.ts'), () => ({ store: vi.fn() }));

const T = Date.UTC(2026, 10, 2, 8);
const MINUTE = 60_000;
const PASSWORD = 'lantern quay harbour bell';
const ADA = { name: 'Ada', password: PASSWORD };

let opened: Store;
type Kept = { value: string; secure?: boolean; httpOnly?: boolean; sameSite?: string; maxAge?: number };

/** A browser: each `asks()` is a request of it, with the cookies that it was given. */
function browser({ url = 'http://192.168.1.20:4173/desk/sign-in/', address = '192.168.1.9' } = {}) {
  const kept = new Map<string, Kept>();
  const asks = () => {
    const cookie = [...kept].map(([name, { value }]) => `${name}=${encodeURIComponent(value)}`).join('; ');
    const event = {
      url: new URL(url),
      request: new Request(url, { headers: { cookie, 'user-agent': 'Firefox/128.0' } }),
      getClientAddress: () => address,
      cookies: {
        set: (name: string, value: string, options: Omit<Kept, 'value'>) =>
          options.maxAge === 0 ? kept.delete(name) : kept.set(name, { value, ...options })
      }
    };
    return event as unknown as RequestEvent;
  };
  return { kept, asks };
}

describeOnEachEngine('sessions', (open) => {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: T });
    opened = await open();
    vi.mocked(store).mockResolvedValue(opened);
    await openAccount(opened.db, 'open', { ...ADA, code: '' }, T);
    work.done = 0;
  });
  afterEach(() => void vi.useRealTimers());

  test('who signs in is known by the cookie, until it is signed out', async () => {
    const { asks, kept } = browser();
    expect(await instructorHere(asks())).toBeNull();
    expect(await signIn(asks(), ADA)).toEqual({ done: true });
    expect(await instructorHere(asks())).toMatchObject({ name: 'Ada', admin: false });
    const stolen = new Map(kept);
    await signOut(asks());
    expect(kept.size).toBe(0);
    for (const [name, cookie] of stolen) kept.set(name, cookie);
    expect(await instructorHere(asks())).toBeNull();
  });

  test('the cookie is for no script, for no other site, and for https alone where the request came over it', async () => {
    const plain = browser();
    await signIn(plain.asks(), ADA);
    const encrypted = browser({ url: 'https://school.example/desk/sign-in/' });
    await signIn(encrypted.asks(), ADA);
    const [cookie] = plain.kept.values();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: false, path: '/' });
    expect([...encrypted.kept.values()]).toMatchObject([{ httpOnly: true, sameSite: 'lax', secure: true }]);
  });

  test('a cookie that was made up or changed is nobody’s', async () => {
    const { asks, kept } = browser();
    await signIn(asks(), ADA);
    for (const [name, cookie] of kept) {
      const [token, signature] = cookie.value.split('.');
      for (const value of [
        '',
        'x',
        `${token}.`,
        // Another first letter, whichever there was.
        `${token}.${signature!.startsWith('x') ? 'y' : 'x'}${signature!.slice(1)}`,
        `x${token}.${signature}`
      ]) {
        kept.set(name, { ...cookie, value });
        expect(await instructorHere(asks())).toBeNull();
      }
    }
  });

  test('a session is renewed while it is used, and ends after two weeks of rest', async () => {
    const { asks, kept } = browser();
    await signIn(asks(), ADA);
    const cookies = new Map(kept);
    for (const day of [10, 20, 30]) {
      vi.setSystemTime(T + day * 24 * 60 * MINUTE);
      expect(await instructorHere(asks())).not.toBeNull();
    }
    vi.setSystemTime(T + 45 * 24 * 60 * MINUTE);
    expect(await instructorHere(asks())).toBeNull();
    for (const [name, cookie] of cookies) kept.set(name, cookie);
    expect(await instructorHere(asks())).toBeNull();
  });

  test('an unknown name and a wrong password give the same answer after the same work', async () => {
    const answers = [];
    for (const given of [
      { name: 'Ada', password: 'wrong' },
      { name: 'nobody', password: 'wrong' },
      { name: 'no name that there can be', password: 'wrong' }
    ]) {
      work.done = 0;
      answers.push([await signIn(browser().asks(), given), work.done]);
    }
    expect(answers).toEqual(Array(3).fill([{ refused: 'wrong' }, 1]));
  });

  test('after ten failures a name waits from that address, right or wrong; from another one it does not', async () => {
    const { asks } = browser();
    const tries = Array.from({ length: 30 }, (_, i) =>
      signIn(asks(), { name: 'ada', password: `guess ${i}` })
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => 'refused' in outcome)).toHaveLength(10);
    expect(work.done).toBe(10);
    vi.setSystemTime(T + 5 * MINUTE);
    expect(await signIn(asks(), ADA)).toEqual({ wait: 10 * MINUTE });
    expect(await signIn(browser({ address: '192.168.1.10' }).asks(), ADA)).toEqual({ done: true });
    vi.setSystemTime(T + 15 * MINUTE);
    expect(await signIn(asks(), ADA)).toEqual({ done: true });
  });

  test('many names from one address wait as well; a hundred sign-ins do not', async () => {
    const { asks } = browser();
    for (let i = 0; i < 101; i++) expect(await signIn(asks(), ADA)).toEqual({ done: true });
    for (let i = 0; i < 100; i++) await signIn(asks(), { name: `name ${i}`, password: 'wrong' });
    expect(await signIn(asks(), { name: 'another', password: 'wrong' })).toEqual({ wait: 15 * MINUTE });
  });

  test('a changed password ends all other sessions', async () => {
    const [here, there] = [browser(), browser()];
    await signIn(here.asks(), ADA);
    await signIn(there.asks(), ADA);
    const ada = (await instructorHere(here.asks()))!;
    expect(await sessionsOf(here.asks())).toHaveLength(2);
    const next = 'another lantern on the quay';
    expect(await changePassword(here.asks(), ada, { password: 'wrong', next })).toEqual({ refused: 'wrong' });
    expect(await changePassword(here.asks(), ada, { password: PASSWORD, next })).toEqual({ done: true });
    expect(await instructorHere(there.asks())).toBeNull();
    expect(await sessionsOf(here.asks())).toMatchObject([{ here: true, userAgent: 'Firefox/128.0' }]);
    expect(await confirmPassword(here.asks(), ada, PASSWORD)).toEqual({ refused: 'wrong' });
    expect(await confirmPassword(here.asks(), ada, next)).toEqual({ done: true });
  });

  test('who has a session only cannot guess the password with it', async () => {
    const { asks } = browser();
    await signIn(asks(), ADA);
    const ada = (await instructorHere(asks()))!;
    for (let i = 0; i < 10; i++) await confirmPassword(asks(), ada, `guess ${i}`);
    expect(await confirmPassword(asks(), ada, PASSWORD)).toEqual({ wait: 15 * MINUTE });
    expect(await changePassword(asks(), ada, { password: PASSWORD, next: 'x'.repeat(10) })).toHaveProperty(
      'wait'
    );
  });

  test('an account that is shut is signed in nowhere, and told so to who has the password', async () => {
    const { asks, kept } = browser();
    const { db } = opened;
    await signIn(asks(), ADA);
    await shut(db, (await accountNamed(db, 'Ada'))!.id);
    expect(await instructorHere(asks())).toBeNull();
    expect(await signIn(asks(), { ...ADA, password: 'wrong' })).toEqual({ refused: 'wrong' });
    kept.clear();
    expect(await signIn(asks(), ADA)).toEqual({ refused: 'disabled' });
    expect(kept.size).toBe(0);
    // Even a session that was made behind our back is in vain.
    const { headers } = await (
      await accountsOf(db)
    ).api.signInUsername({ body: { username: 'ada', password: PASSWORD }, returnHeaders: true });
    const value = decodeURIComponent(/=([^;]+)/.exec(headers.getSetCookie()[0]!)![1]!);
    kept.set('whose-words.session_token', { value });
    expect(await instructorHere(asks())).toBeNull();
  });

  test('where the store cannot be asked, what it says is said, and nobody seems signed out', async () => {
    const { asks, kept } = browser();
    await signIn(asks(), ADA);
    const error = new Error('The database cannot be reached just now.');
    vi.spyOn((await (await accountsOf(opened.db)).$context).internalAdapter, 'findSession').mockRejectedValue(
      error
    );
    const log = vi.spyOn(console, 'error').mockReturnValue();
    await expect(instructorHere(asks())).rejects.toBe(error);
    log.mockRestore();
    expect(kept.size).toBe(1);
  });
});
