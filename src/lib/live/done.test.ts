import { expect, test } from 'vitest';
import { Done, type Known } from './done.svelte.ts';

/** A device, and a server that answers what it was told when it is let. */
function device(heard = false) {
  const told: boolean[] = [];
  const under: ((says: Known) => void)[] = [];
  const waits: (() => void)[] = [];
  const done = new Done(
    {
      tell(is) {
        told.push(is);
        return new Promise((answer) => under.push(answer));
      },
      wait: () => new Promise((over) => waits.push(over))
    },
    heard
  );
  const settled = () => new Promise((over) => setImmediate(over));
  return {
    ...{ done, told, settled },
    async answers(says: Known) {
      under.shift()!(says);
      await settled();
    },
    async passes() {
      waits.shift()!();
      await settled();
    }
  };
}

test('a learner is done once the server says that it knows, and not where it could not be told', async () => {
  const { done, answers, settled } = device();
  const first = done.finish();
  await settled();
  expect(done.is).toBe(false);
  await answers(null);
  expect([await first, done.is]).toEqual([null, false]);
  const second = done.finish();
  await settled();
  await answers(true);
  expect([await second, done.is]).toEqual([true, true]);
});

test('a learner is not done with what another device saved, and this one has not seen', async () => {
  const { done, answers, settled } = device();
  const finished = done.finish();
  await settled();
  await answers('newer');
  expect([await finished, done.is]).toEqual(['newer', false]);
});

test('what the server refuses changes nothing, and is not told again', async () => {
  const { done, told, answers, settled } = device();
  const finished = done.finish();
  await settled();
  await answers({ refused: 'gone-on' });
  expect([await finished, done.is]).toEqual([{ refused: 'gone-on' }, false]);
  done.hear(true);
  const reopened = done.reopen();
  await settled();
  await answers({ refused: 'session-over' });
  await reopened;
  expect(told).toEqual([true, false]);
});

test('what another device said or undid is what this one shows', () => {
  const { done } = device(true);
  expect(done.is).toBe(true);
  done.hear(false);
  expect(done.is).toBe(false);
  done.hear(true);
  expect(done.is).toBe(true);
});

test('what the server said before it was told does not stand against what was said here', async () => {
  const { done, answers, settled } = device(true);
  const gone = done.reopen();
  done.hear(true);
  expect(done.is).toBe(false);
  await settled();
  await answers(false);
  await gone;
  expect(done.is).toBe(false);
  done.hear(true);
  expect(done.is).toBe(true);
});

test('the server is told one thing after the other, and the last one wins', async () => {
  const { done, told, answers, settled } = device(true);
  const reopened = done.reopen();
  const finished = done.finish();
  await settled();
  expect(told).toEqual([false]);
  await answers(false);
  expect(told).toEqual([false, true]);
  await answers(true);
  await reopened;
  expect([await finished, done.is]).toEqual([true, true]);
});

test('that a learner goes on is told until the server is reached, or they are done after all', async () => {
  const { done, told, answers, passes, settled } = device(true);
  const reopened = done.reopen();
  await settled();
  await answers(null);
  await passes();
  await answers(null);
  expect([told, done.is]).toEqual([[false, false], false]);
  const finished = done.finish();
  await settled();
  await passes();
  await reopened;
  await answers(true);
  expect([await finished, told, done.is]).toEqual([true, [false, false, true], true]);
});

test('that a learner is done is told until the server is reached, as long as the answer is the same', async () => {
  const { done, told, answers, passes, settled } = device();
  const first = done.finish();
  await settled();
  await answers(null);
  await first;
  let same = true;
  const insists = done.insist(
    () => done.finish(),
    () => same
  );
  await settled();
  await passes();
  await answers(null);
  await passes();
  await answers(true);
  expect([await insists, told, done.is]).toEqual([true, [true, true, true], true]);
  const other = done.insist(
    () => done.finish(),
    () => same
  );
  await settled();
  same = false;
  await passes();
  expect([await other, told.length], 'of an answer that was changed').toEqual([null, 3]);
});

test('of several presses without a line only the last is told again, and none once the learner goes on or has left', async () => {
  const { done, told, answers, passes, settled } = device();
  const insist = () =>
    done.insist(
      () => done.finish(),
      () => true
    );
  const first = insist();
  const second = insist();
  await passes();
  expect([await first, told]).toEqual([null, []]);
  await passes();
  expect(told).toEqual([true]);
  done.end();
  await answers(null);
  expect([await second, told]).toEqual([null, [true]]);
  const third = insist();
  const reopened = done.reopen();
  await settled();
  await answers(false);
  await passes();
  expect([await third, await reopened, told]).toEqual([null, undefined, [true, false]]);
});

test('an answer that has left the page tells nothing again', async () => {
  const { done, told, answers, passes, settled } = device(true);
  const reopened = done.reopen();
  await settled();
  await answers(null);
  done.end();
  await passes();
  await reopened;
  expect(told).toEqual([false]);
});
