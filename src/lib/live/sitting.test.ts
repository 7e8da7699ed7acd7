import { beforeEach, expect, test, vi } from 'vitest';
import type { Save, Stored } from '../classroom/saving.ts';
import type { Sat, World } from '../classwork/sat.ts';
import { keptName } from '../classwork/kept.ts';
import { fakeArea } from '../progress/fixture.ts';
import { Store } from '../progress/store.ts';
import { Sitting } from './sitting.ts';

beforeEach(() => {
  const quiet = { addEventListener: () => {}, removeEventListener: () => {} };
  vi.stubGlobal('addEventListener', quiet.addEventListener);
  vi.stubGlobal('removeEventListener', quiet.removeEventListener);
  vi.stubGlobal('document', { ...quiet, visibilityState: 'visible' });
});

const exercise = {
  ...{ pack: 'warm-up', slug: 'sort', type: 'toy', title: 'Sort', task: '', level: 1 as const },
  ...{ minutes: 5, version: 'v', item: null }
};

const sat = (part: string, change: Partial<Sat> = {}): Sat => ({
  ...{ place: { work: 'w', part, version: 'v' }, as: 'own', exercise, blank: '' },
  ...{ fits: (answer: unknown) => typeof answer === 'string', checks: 'later', saved: null, verdict: null },
  ...change
});

const stored = (answer: string, revision: number): Stored => ({
  ...{ answer, revision, delivery: `d${revision}`, savedAt: 7 }
});

/** A browser, and a server that can be gone. */
function browser(area = fakeArea()) {
  const got: Save[] = [];
  const said: string[] = [];
  const timers: (() => void)[] = [];
  let is: 'there' | 'gone' | 'over' | 'other' | 'out' = 'there';
  const world: World = {
    store: new Store(
      area,
      () => 5,
      (message) => void said.push(message)
    ),
    wire: {
      async save(body: Save) {
        await Promise.resolve();
        if (is === 'gone') return 'unreached' as const;
        got.push(structuredClone(body));
        if (is === 'over' || is === 'out') return { is: 'refused' as const, why: is };
        if (is === 'other') return { is: 'conflict' as const, ...stored('theirs', 3) };
        return { is: 'saved' as const, revision: body.base + 1, savedAt: 9 };
      },
      check: () => Promise.resolve('unreached' as const)
    },
    now: () => 5,
    after(_, call) {
      timers.push(call);
      return () => void timers.splice(timers.indexOf(call), 1);
    },
    tell: (message) => void said.push(message)
  };
  return {
    ...{ area, got, said, world },
    be: (next: typeof is) => void (is = next),
    async pass() {
      for (const call of timers.splice(0)) call();
      await rest();
    }
  };
}

const rest = () => new Promise((resolve) => setImmediate(resolve));

test('an answer goes on being sent when the class has gone on to another step', async () => {
  const { world, be, got, pass } = browser();
  const sitting = new Sitting();
  const first = sitting.at(sat('a'));
  sitting.start(world);
  be('gone');
  first.give('mine');
  await sitting.flush();
  const second = sitting.at(sat('b'));
  sitting.tidy(second);
  be('there');
  await pass();
  expect(got.map(({ part, answer }) => [part, answer])).toEqual([['a', 'mine']]);
  expect(first.settled).toBe(true);
  sitting.tidy(second);
  expect(sitting.at(sat('a', { saved: stored('mine', 1) }))).not.toBe(first);
});

test('a step that is asked for again is the same, with what another device has saved meanwhile', () => {
  const { world } = browser();
  const sitting = new Sitting();
  const session = sitting.at(sat('a'));
  sitting.start(world);
  expect(sitting.at(sat('a', { saved: stored('theirs', 3) }))).toBe(session);
  expect(session.answer).toBe('theirs');
});

test('another round, and another exercise in place of one, are other answers', () => {
  const sitting = new Sitting();
  const own = sitting.at(sat('a'));
  expect(sitting.at(sat('a', { place: { work: 'w2', part: 'a', version: 'v' } }))).not.toBe(own);
  expect(sitting.at(sat('a', { place: { work: 'w', part: 'a', version: 'other' } }))).not.toBe(own);
});

test('an answer that was refused is begun anew from what the server has', async () => {
  const { world, be } = browser();
  const sitting = new Sitting();
  const late = sitting.at(sat('a'));
  sitting.start(world);
  be('over');
  late.give('late');
  await sitting.flush();
  const anew = sitting.at(sat('a', { saved: stored('in time', 2) }));
  expect([late.stopped, anew.answer, anew.stopped]).toEqual(['over', 'in time', null]);
});

test('what a learner gave who was taken out is sent once they are let in again', async () => {
  const { world, be, got } = browser();
  const sitting = new Sitting();
  const session = sitting.at(sat('a'));
  sitting.start(world);
  be('out');
  session.give('mine');
  await sitting.flush();
  expect(session.stopped).toBe('out');
  be('there');
  sitting.resume();
  await rest();
  expect([got.at(-1)?.answer, session.stopped, session.settled]).toEqual(['mine', null, true]);
});

/** What a page has kept that was closed without a connection. */
function left(area = fakeArea()) {
  const record = { version: 'v', at: 5, answer: 'kept', base: 0, delivery: 'd', sent: [] };
  const store = new Store(
    area,
    () => 5,
    () => {}
  );
  store.write('unsent', keptName('w', 'a', 'own'), record);
  return { area, waits: () => store.names('unsent') };
}

test('what a page before this one has kept is sent from any step, once it can be', async () => {
  const { area, waits } = left();
  const { world, be, got, pass } = browser(area);
  const sitting = new Sitting();
  sitting.at(sat('b'));
  sitting.start(world);
  be('gone');
  sitting.bringKept(['w', 'w2']);
  await rest();
  expect(waits()).toEqual(['w/a/own']);
  be('there');
  await pass();
  expect(got).toEqual([
    { work: 'w', part: 'a', version: 'v', answer: 'kept', base: 0, after: [], delivery: 'd' }
  ]);
  expect(waits()).toEqual([]);
});

test('what comes too late is set aside, and said', async () => {
  const { area, waits } = left();
  const { world, be, said } = browser(area);
  const sitting = new Sitting();
  sitting.start(world);
  be('over');
  sitting.bringKept(['w']);
  await rest();
  expect(waits()).toEqual([]);
  expect(said.join()).toContain('does not count');
});

test('what another device has saved over is set aside, and said', async () => {
  const { area, waits } = left();
  const { world, be, said } = browser(area);
  const sitting = new Sitting();
  sitting.start(world);
  be('other');
  sitting.bringKept(['w']);
  await rest();
  expect(waits()).toEqual([]);
  expect(said.join()).toContain('another device of yours saved one since');
  expect(sitting.conflicts).toEqual([]);
});

test('of another round, and of the other of two exercises, what was kept is sent though the part is on the page', async () => {
  const { area, waits } = left();
  const { world, got } = browser(area);
  const sitting = new Sitting();
  sitting.at(sat('a', { place: { work: 'w2', part: 'a', version: 'v' } }));
  sitting.at(sat('a', { place: { work: 'w', part: 'a', version: 'other' }, as: 'instead' }));
  sitting.start(world);
  sitting.bringKept(['w', 'w2']);
  await rest();
  expect(got.map(({ work, version, answer }) => [work, version, answer])).toEqual([['w', 'v', 'kept']]);
  expect(waits()).toEqual([]);
});

/** Two answers to a step that the page has left: one from here, one of another device. */
async function parted() {
  const at = browser();
  const sitting = new Sitting();
  const first = sitting.at(sat('a'));
  sitting.start(at.world);
  at.be('other');
  first.give('mine');
  await sitting.flush();
  sitting.tidy(sitting.at(sat('b')));
  expect(sitting.conflicts).toEqual([first]);
  return { ...at, sitting, first };
}

test('of two answers to an earlier step the learner chooses, as long as one is taken', async () => {
  const { sitting, first, be, got } = await parted();
  sitting.settle(({ part }) => part === 'a');
  expect(sitting.conflicts).toEqual([first]);
  be('there');
  first.choose('mine');
  await rest();
  expect(got.at(-1)).toMatchObject({ part: 'a', answer: 'mine', base: 3 });
  expect([sitting.conflicts, first.settled]).toEqual([[], true]);
});

test('once none is taken, the one from here is set aside, and said', async () => {
  const { sitting, first, said, world } = await parted();
  sitting.settle(({ part }) => part !== 'a');
  expect([sitting.conflicts, first.answer, first.settled]).toEqual([[], 'theirs', true]);
  expect(said.join()).toContain('another device of yours saved one since');
  expect(world.store.names('unsent')).toEqual([]);
});

test('what is of another session, and what the page has open itself, is left alone', async () => {
  const { area, waits } = left();
  const { world, got } = browser(area);
  const sitting = new Sitting();
  sitting.start(world);
  sitting.bringKept(['other']);
  await rest();
  expect([got, waits()]).toEqual([[], ['w/a/own']]);
});
