import { expect, test } from 'vitest';
import { fakeArea } from '../progress/fixture.ts';
import { Store } from '../progress/store.ts';
import { Kept, keptName, unsentParts } from './kept.ts';

const record = (delivery: string) => ({ version: 'v1', at: 1, answer: {}, base: 0, delivery, sent: [] });

test('an answer counts as unsent while the server has another one or none of its part, each part once', () => {
  const store = new Store(
    fakeArea(),
    () => 5,
    () => {}
  );
  const keep = (work: string, part: string, as: 'own' | 'instead', delivery: string) =>
    new Kept(store, keptName(work, part, as), 'Sort').write(record(delivery));
  keep('w', 'p1', 'own', 'd1');
  keep('w', 'p2', 'own', 'd2');
  keep('w', 'p2', 'instead', 'd3');
  keep('w2', 'p9', 'own', 'd9');
  expect(unsentParts(store, 'w', [])).toEqual(['p1', 'p2']);
  // It arrived as the page was left: only the acknowledgement did not come back.
  expect(unsentParts(store, 'w', ['d1'])).toEqual(['p2']);
  expect(unsentParts(store, 'w', ['d1', 'd2', 'd3'])).toEqual([]);
});
