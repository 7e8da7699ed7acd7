import { expect, test } from 'vitest';
import { Countdown, serverTime } from './countdown.ts';

const T = 1_800_000_000_000;
const MINUTE = 60_000;

/** A page whose clock goes on by `pass`. */
function begun(minutes: number) {
  let clock = 5000;
  const countdown = new Countdown(T + minutes * MINUTE, T, () => clock);
  return { countdown, pass: (time: number) => void (clock += time) };
}

test('time passes as the page’s own clock goes, wherever that stands', () => {
  const { countdown, pass } = begun(10);
  expect(countdown.left).toBe(10 * MINUTE);
  pass(4 * MINUTE);
  expect(countdown.left).toBe(6 * MINUTE);
});

test('a sleep in which that clock stood still counts once the server was asked', () => {
  const { countdown, pass } = begun(10);
  pass(MINUTE);
  countdown.correct(T + 8 * MINUTE);
  expect(countdown.left).toBe(2 * MINUTE);
  pass(3 * MINUTE);
  expect(countdown.left).toBe(-MINUTE);
});

test('the server, which says whole seconds, gives no time back', () => {
  const { countdown, pass } = begun(10);
  pass(MINUTE);
  countdown.correct(T + MINUTE - 900);
  expect(countdown.left).toBe(9 * MINUTE);
});

test('the server says its time with any answer; where it cannot be asked there is none', async () => {
  const said = (date?: string) => () =>
    Promise.resolve(new Response(null, { status: 404, headers: date ? { date } : {} }));
  expect(await serverTime(said(new Date(T).toUTCString()))).toBe(T);
  expect(await serverTime(said())).toBeNull();
  expect(await serverTime(() => Promise.reject(new TypeError('offline')))).toBeNull();
});
