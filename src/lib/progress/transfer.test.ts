import { expect, test } from 'vitest';
import { attempt, fakeArea, record } from './fixture.ts';
import type { ExerciseRecord } from './schema.ts';
import { Store } from './store.ts';
import { exported, imported, join, plan } from './transfer.ts';

const NAME = 'warm-up/sort-careful';
const MINE = { mode: 'mark', marks: [] };
const THEIRS = { mode: 'link', links: {} };

function storeWith(mine?: ExerciseRecord) {
  const store = new Store(
    fakeArea(),
    () => 1,
    () => {}
  );
  if (mine) store.write('exercise', NAME, mine);
  return store;
}

async function fileOf(theirs: ExerciseRecord) {
  const file = await imported(exported(storeWith(theirs), new Date(0)));
  if (typeof file === 'string') throw new Error(file);
  return file;
}

test('what is exported comes in again on an empty browser', async () => {
  const from = storeWith(record());
  from.write('lesson', 'warm-up/01-a', {
    at: 5,
    begun: 1,
    finished: null,
    instead: false,
    texts: { wanted: 'more' }
  });
  const file = await imported(exported(from, new Date(0)));
  const to = storeWith();
  expect(typeof file).toBe('object');
  expect(join(to, file as Exclude<typeof file, string>, false)).toBe(true);
  expect(to.read('exercise', NAME)).toEqual(record());
  expect(to.read('lesson', 'warm-up/01-a')?.texts).toEqual({ wanted: 'more' });
});

test.each([
  ['no JSON', '{"app":', /cut short/],
  ['another program', '{"app":"x","format":1}', /another program/],
  ['a list', '[]', /another program/],
  ['a later format', '{"app":"whose-words","format":9}', /newer version/],
  [
    'damaged',
    '{"app":"whose-words","format":1,"exported":"2026-01-01T00:00:00Z","exercises":{"a/b":{}},"lessons":{}}',
    /exercises › a\/b/
  ]
])('a file that is %s is refused with a reason', async (_, text, reason) => {
  expect(await imported(text)).toMatch(reason);
});

test('attempts join: the earliest first, the latest latest; bringing in the same file twice changes nothing', async () => {
  const mine = record({
    checked: true,
    attempts: 2,
    first: attempt({ at: 10 }),
    latest: attempt({ at: 40, score: 0.9 }),
    at: 40
  });
  const theirs = record({
    attempts: 1,
    first: attempt({ at: 5, score: 0.1 }),
    latest: attempt({ at: 5 }),
    at: 5
  });
  const store = storeWith(mine);
  join(store, await fileOf(theirs), false);
  const once = store.read('exercise', NAME)!;
  expect(once.first?.at).toBe(5);
  expect(once.latest?.at).toBe(40);
  expect(once).toMatchObject({ attempts: 2, checked: true, at: 40 });
  join(store, await fileOf(theirs), false);
  expect(store.read('exercise', NAME)).toEqual(once);
});

test('an unfinished answer here is replaced only when asked to be', async () => {
  const mine = record({ at: 20, answer: MINE, first: null, latest: null, attempts: 0 });
  const theirs = record({ at: 30, answer: THEIRS });
  const store = storeWith(mine);
  expect(plan(store, await fileOf(theirs)).replaces).toEqual([NAME]);
  join(store, await fileOf(theirs), false);
  expect(store.read('exercise', NAME)).toMatchObject({ answer: MINE, first: attempt(), attempts: 1 });
  join(store, await fileOf(theirs), true);
  expect(store.read('exercise', NAME)).toMatchObject({ answer: THEIRS, at: 30 });
});

test.each([null, { mode: 'sort' }, 'nonsense'])(
  'the answer %j of a file takes no place and is set aside',
  async (answer) => {
    const mine = record({ at: 20, answer: MINE });
    const theirs = record({ at: 30, answer, attempts: 4, latest: attempt({ at: 29 }) });
    const incoming = await fileOf(theirs);
    const store = storeWith(mine);
    expect(plan(store, incoming).replaces).toEqual([]);
    expect(join(store, incoming, true)).toBe(true);
    expect(store.read('exercise', NAME)).toMatchObject({ answer: MINE, attempts: 4, latest: { at: 29 } });
    expect(JSON.parse(store.asides()[0]!.raw)).toEqual(theirs);
    const empty = storeWith();
    join(empty, incoming, false);
    expect(empty.read('exercise', NAME)).toMatchObject({ attempts: 4, checked: false });
    expect(empty.read('exercise', NAME)).not.toHaveProperty('answer');
  }
);
