import { beforeEach, expect, test, vi } from 'vitest';
import { renewal } from './renewal.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** A page of a version that the server has no more; it draws the middle of what it may wait: 1.25 s. */
function page(age = () => Infinity) {
  const is = { free: true, updated: true };
  const heard = { reloads: 0, waits: 0, checks: 0 };
  const end = renewal({
    free: () => is.free,
    check: () => {
      heard.checks++;
      return Promise.resolve(is.updated);
    },
    age,
    reload: () => void heard.reloads++,
    waits: () => void heard.waits++,
    after(milliseconds, call) {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    random: () => 0.5
  });
  return { is, heard, end };
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(1000 * seconds);

test('a page on which nothing is unfinished loads again by itself, once', async () => {
  const { heard } = page();
  await pass(1);
  expect(heard.reloads).toBe(0);
  await pass(60);
  expect(heard).toEqual({ reloads: 1, waits: 0, checks: 1 });
});

test('what is not sent, or not finished, is waited for, and the page says so', async () => {
  const { is, heard } = page();
  is.free = false;
  await pass(60);
  expect(heard).toMatchObject({ reloads: 0, checks: 0 });
  expect(heard.waits).toBeGreaterThan(0);
  is.free = true;
  await pass(2);
  expect(heard.reloads).toBe(1);
});

test('nothing is loaded while the server does not answer', async () => {
  const { is, heard } = page();
  is.updated = false;
  await pass(60);
  expect(heard.reloads).toBe(0);
  is.updated = true;
  await pass(2);
  expect(heard.reloads).toBe(1);
});

test('what is begun while the server is asked is not lost', async () => {
  const { is, heard } = page();
  vi.advanceTimersByTime(1250);
  expect(heard.checks).toBe(1);
  is.free = false;
  await pass(60);
  expect(heard.reloads).toBe(0);
});

test('where two versions answer in turn, a page loads itself again once in three minutes', async () => {
  const loaded = Date.now();
  const { heard } = page(() => Date.now() - loaded);
  await pass(179);
  expect(heard).toEqual({ reloads: 0, waits: 0, checks: 0 });
  await pass(3);
  expect(heard).toMatchObject({ reloads: 1, checks: 1 });
});

test('a page that has gone loads nothing', async () => {
  const { heard, end } = page();
  end();
  await pass(60);
  expect(heard).toEqual({ reloads: 0, waits: 0, checks: 0 });
});
