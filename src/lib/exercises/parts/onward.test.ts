import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ASKED, CALM, Onward } from './onward.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function onward(on = true) {
  const go = vi.fn();
  const task = new Onward(() => on, go);
  const point = (at: number, before = false) => {
    task.pointed = true;
    task.answered(at, before);
  };
  return { task, go, point };
}

test('goes on once, a calm moment after an item was answered by pointing', () => {
  const { go, point } = onward();
  point(3);
  vi.advanceTimersByTime(CALM - 1);
  expect(go).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10 * CALM);
  expect(go).toHaveBeenCalledTimes(1);
});

test('does not go on from keys, from a correction, or where that is switched off', () => {
  const keys = onward();
  keys.task.answered(3, false);
  const correction = onward();
  correction.point(3, true);
  const off = onward(false);
  off.point(3);
  vi.advanceTimersByTime(10 * CALM);
  for (const { go } of [keys, correction, off]) expect(go).not.toHaveBeenCalled();
});

test('stops at whatever is done meanwhile, and begins its moment again where the answer goes on', () => {
  const { task, go, point } = onward();
  point(3);
  task.stop();
  vi.advanceTimersByTime(10 * CALM);
  expect(go).not.toHaveBeenCalled();
  // How sure one is belongs to the answer.
  task.more(3);
  vi.advanceTimersByTime(CALM);
  expect(go).toHaveBeenCalledTimes(1);
  task.more(3);
  task.more(2);
  vi.advanceTimersByTime(10 * CALM);
  expect(go).toHaveBeenCalledTimes(1);
});

test('gives time to what more is asked of the item, and goes on a calm moment after it was said, or passed over', () => {
  const { task, go } = onward();
  const ask = (at: number) => {
    task.pointed = true;
    task.answered(at, false, true);
  };
  ask(3);
  vi.advanceTimersByTime(ASKED - 1);
  expect(go).not.toHaveBeenCalled();
  task.stop();
  task.more(3);
  vi.advanceTimersByTime(CALM);
  expect(go).toHaveBeenCalledTimes(1);
  ask(4);
  vi.advanceTimersByTime(ASKED);
  expect(go).toHaveBeenCalledTimes(2);
});
