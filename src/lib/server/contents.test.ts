import { expect, test } from 'vitest';
import { contentsOf } from './contents.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { ownOf } from './works.ts';
import { sitting, T } from './works-fixture.ts';

describeOnEachEngine('before an assignment is begun', (open) => {
  test.each([
    ['each', ['khojaly/sort-letter-2022', 'khojaly/mark-statement-2024']],
    ['some', ['khojaly/sort-letter-2022', 'warm-up/mark-careful']],
    [null, ['warm-up/mark-careful']]
  ] as const)('the way out is said where there is one: %s', async (wayOut, steps) => {
    const { db, whose } = await sitting((await open()).db, {}, steps);
    const own = (await ownOf(db, whose, T))!;
    expect((await contentsOf(db, own)).wayOut).toBe(wayOut);
  });

  test('it is said of how many texts it is, each counted once', async () => {
    const steps = ['khojaly/sort-letter-2022', 'khojaly/mark-letter-2022'];
    const { db, whose } = await sitting((await open()).db, {}, steps);
    const { contains, texts } = await contentsOf(db, (await ownOf(db, whose, T))!);
    expect(texts).toBe(1);
    expect(contains).toEqual([{ title: null, says: expect.stringMatching(/^The text speaks of /) }]);
  });
});
