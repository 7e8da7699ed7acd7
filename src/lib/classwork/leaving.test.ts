import { expect, test } from 'vitest';
import type { Save, SaveOutcome } from '../classroom/saving.ts';
import { fakeArea } from '../progress/fixture.ts';
import { Store } from '../progress/store.ts';
import { dropLeft, leaveNothing, sendLeft } from './leaving.ts';

const record = (answer: string) => ({
  ...{ version: 'v', at: 1, answer, base: 2, delivery: `d${answer}`, sent: ['before'] }
});

/** A browser with unsent answers of two learners' works, one of them set aside. */
function browser() {
  const area = fakeArea();
  const store = new Store(
    area,
    () => 5,
    () => {}
  );
  store.write('unsent', 'mine/p1/own', record('a'));
  store.write('unsent', 'mine/p2/own', record('b'));
  store.setAside(store.keyOf('unsent', 'mine/p2/own'), 'It came too late.');
  store.write('unsent', 'theirs/p1/own', record('c'));
  store.write('unsent', 'theirs/p2/own', record('d'));
  store.setAside(store.keyOf('unsent', 'theirs/p2/own'), 'It came too late.');
  return { area, store };
}
const works = [{ id: 'mine', at: 'a1/' }];

test('who leaves has what waits sent, and leaves no answer in the browser; what others left stays', async () => {
  const { store } = browser();
  const got: [string, Save][] = [];
  const wireOf = (at: string) => ({
    save: (body: Save): Promise<SaveOutcome> => {
      got.push([at, body]);
      return Promise.resolve({ is: 'refused', why: 'over' });
    }
  });
  expect(await leaveNothing(store, wireOf, works)).toBe(true);
  const sent = {
    work: 'mine',
    part: 'p1',
    version: 'v',
    answer: 'a',
    base: 2,
    delivery: 'da',
    after: ['before']
  };
  expect(got).toEqual([['a1/', sent]]);
  expect(store.names('unsent')).toEqual(['theirs/p1/own']);
  expect(store.asides().map(({ of }) => of)).toEqual([store.keyOf('unsent', 'theirs/p2/own')]);
});

test('where the server is not reached, what waits stays, and whoever leaves is told', async () => {
  const { store } = browser();
  const wireOf = () => ({ save: () => Promise.resolve('unreached' as const) });
  expect(await leaveNothing(store, wireOf, works)).toBe(false);
  expect(store.names('unsent')).toContain('mine/p1/own');
});

test('before somebody else comes in, what waits is sent: what is taken goes, and what is refused stays until they are in', async () => {
  const { store } = browser();
  store.write('unsent', 'mine/p3/own', record('e'));
  const wireOf = () => ({
    save: ({ part }: Save): Promise<SaveOutcome> =>
      Promise.resolve(
        part === 'p1' ? { is: 'saved', revision: 1, savedAt: 1 } : { is: 'refused', why: 'over' }
      )
  });
  expect(await sendLeft(store, wireOf, works)).toBe(true);
  expect(store.names('unsent').sort()).toEqual(['mine/p3/own', 'theirs/p1/own']);
  expect(store.asides()).toHaveLength(2);
  dropLeft(store, works);
  expect(store.names('unsent')).toEqual(['theirs/p1/own']);
  expect(store.asides().map(({ of }) => of)).toEqual([store.keyOf('unsent', 'theirs/p2/own')]);
});
