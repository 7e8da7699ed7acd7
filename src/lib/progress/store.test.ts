import { expect, test } from 'vitest';
import { fakeArea, record } from './fixture.ts';
import { mend } from './mend.ts';
import { migrate } from './migrations.ts';
import { rootOf } from './own.ts';
import type { Settings } from './schema.ts';
import { seal, Store } from './store.ts';

const NAME = 'warm-up/sort-careful';
const KEY = `whose-words/1/exercise/${NAME}`;

function storeOn(area = fakeArea(), root?: string) {
  const said: string[] = [];
  let now = 1000;
  return {
    area,
    said,
    store: new Store(
      area,
      () => now++,
      (message) => said.push(message),
      root
    )
  };
}

test('a record comes back as it was written', () => {
  const { store } = storeOn();
  expect(store.write('exercise', NAME, record())).toBe(true);
  expect(store.read('exercise', NAME)).toEqual(record());
  expect(store.names('exercise')).toEqual([NAME]);
  expect(store.foreign()).toEqual([]);
});

test.each([
  ['cut short', seal(record()).slice(0, 40)],
  ['no record', '"hello"'],
  ['nothing', 'null'],
  ['far too large', seal({ ...record(), answer: 'x'.repeat(1_000_001) })]
])('a record that is %s is set aside with a message, not dropped', (_, raw) => {
  const { area, store, said } = storeOn();
  area.setItem(KEY, raw);
  expect(store.read('exercise', NAME)).toBeNull();
  expect(area.getItem(KEY)).toBeNull();
  expect(store.asides()).toMatchObject([{ of: KEY, raw }]);
  expect(said).toHaveLength(1);
});

test('a record with another checksum waits for the schemas: a sound one is taken, another set aside', () => {
  const { area, store } = storeOn();
  area.setItem(KEY, JSON.stringify({ format: 1, data: record() }));
  const other = JSON.stringify({ format: 1, data: { ...record(), attempts: 'many' } });
  area.setItem('whose-words/1/exercise/warm-up/other', other);
  expect(store.read('exercise', NAME)).toBeNull();
  mend(store);
  expect(store.read('exercise', NAME)).toEqual(record());
  expect(store.asides()).toMatchObject([{ raw: other }]);
});

test('a full storage loses nothing: the write says so, and what was there stays', () => {
  const { area, store } = storeOn(fakeArea(2000));
  store.write('exercise', NAME, record());
  expect(store.write('exercise', NAME, { ...record(), answer: 'x'.repeat(3000) })).toBe(false);
  expect(store.read('exercise', NAME)).toEqual(record());
  area.setItem('other-site', 'y'.repeat(2000 - area.used - 20));
  store.setAside(KEY, 'It was of no use.');
  expect(area.getItem(KEY) ?? store.asides()[0]?.raw).toBe(seal(record()));
});

test('without storage everything is read as empty and nothing throws', () => {
  const store = new Store(null, Date.now, () => {});
  expect(store.write('exercise', NAME, record())).toBe(false);
  expect(store.read('exercise', NAME)).toBeNull();
  expect(store.asides()).toEqual([]);
  store.erase();
});

test('erasing takes our keys, also those aside, and nobody else’s', () => {
  const { area, store } = storeOn();
  store.write('exercise', NAME, record());
  area.setItem('whose-words/1/exercise/warm-up/b', '{');
  store.read('exercise', 'warm-up/b');
  area.setItem('another', 'stays');
  store.erase();
  expect(area.keys()).toEqual(['another']);
});

test('a record of an unknown earlier format is set aside; one of a later format is left alone', () => {
  const area = fakeArea();
  area.setItem('whose-words/0/exercise/a/b', seal(record()));
  area.setItem('whose-words/2/exercise/a/b', seal(record()));
  const { store } = storeOn(area);
  expect(area.getItem('whose-words/2/exercise/a/b')).not.toBeNull();
  expect(store.asides()).toMatchObject([{ of: 'whose-words/0/exercise/a/b', raw: seal(record()) }]);
});

test('data goes through every step to the present format, and a missing step is said', () => {
  const steps = {
    1: (_: string, data: unknown) => [data],
    2: (kind: string, data: unknown) => ({ kind, data })
  };
  expect(migrate('exercise', 'old', 1, 3, steps)).toEqual({ kind: 'exercise', data: ['old'] });
  expect(migrate('exercise', 'old', 0, 3, steps)).toBeUndefined();
});

test('what still has to be looked at is not written over', () => {
  const { area, store } = storeOn();
  const raw = JSON.stringify({ format: 1, data: record() });
  area.setItem(KEY, raw);
  expect(store.write('exercise', NAME, record({ answer: 'new' }))).toBe(false);
  expect([area.getItem(KEY), store.waits('exercise', NAME)]).toEqual([raw, true]);
  mend(store);
  expect(store.write('exercise', NAME, record({ answer: 'new' }))).toBe(true);
});

test('setting aside says whether it succeeded, and changes nothing where it did not', () => {
  const { area, store, said } = storeOn(fakeArea(2500));
  store.write('exercise', NAME, record());
  area.setItem('another', 'y'.repeat(2500 - area.used - 20));
  expect(store.setAside(KEY, 'It was of no use.')).toBe(false);
  expect(store.replace('exercise', NAME, record({ answer: null }), 'It was of no use.')).toBe(false);
  expect(store.read('exercise', NAME)).toEqual(record());
  expect([store.asides(), said.join()]).toEqual([[], expect.stringMatching(/no room.*stays where it is/)]);
  area.removeItem('another');
  expect(store.replace('exercise', NAME, record({ answer: null }), 'It was of no use.')).toBe(true);
  expect(store.read('exercise', NAME)).toEqual(record({ answer: null }));
  expect(store.asides()).toMatchObject([{ raw: seal(record()) }]);
});

test('copies of the site under other paths keep apart, but for the colours', () => {
  const area = fakeArea();
  const top = storeOn(area).store;
  const below = storeOn(area, rootOf('/x')).store;
  top.write('exercise', NAME, record());
  below.write('exercise', NAME, record({ answer: 'below' }));
  const settings: Settings = { theme: 'dark', size: 'large', onward: 'off' };
  below.write('settings', '', settings);
  expect(top.read('settings', '')).toEqual(settings);
  expect(top.read('exercise', NAME)).toEqual(record());
  expect([top.names('exercise'), below.names('exercise')]).toEqual([[NAME], [NAME]]);
  area.setItem(below.keyOf('exercise', 'a/b'), '{');
  expect([below.read('exercise', 'a/b'), top.asides(), below.asides().length]).toEqual([null, [], 1]);
  // See src/routes/book-face.ts.
  area.setItem('whose-words/font', '1');
  below.erase();
  expect(area.keys()).toEqual([KEY]);
  area.setItem(below.keyOf('exercise', NAME), JSON.stringify({ format: 1, data: record() }));
  expect([top.foreign().length, below.foreign().length]).toEqual([0, 1]);
});
