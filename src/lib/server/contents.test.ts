import { expect, test } from 'vitest';
import { contentsOf } from './contents.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { ownOf } from './works.ts';
import { sitting, T } from './works-fixture.ts';

describeOnEachEngine('before an assignment is begun', (open) => {
  test.each([
    [[1, 2], true, ['khojaly/sort-letter-2022', 'khojaly/mark-statement-2024']],
    [[2], false, ['warm-up/mark-careful', 'khojaly/sort-letter-2022']],
    [[], false, ['warm-up/mark-careful']]
  ] as const)('the way out is said of the steps that have one: %j', async (at, each, steps) => {
    const { db, whose } = await sitting((await open()).db, {}, steps);
    const own = (await ownOf(db, whose, T))!;
    const { wayOut, contains } = await contentsOf(db, own);
    expect({ ...wayOut, steps: wayOut.steps.map((step) => step.at) }).toEqual({ steps: at, each });
    if (!each && at.length > 0) expect(contains).toMatchObject([{ title: 'Step 2' }]);
  });

  test('it is said of how many texts it is, each counted once', async () => {
    const steps = ['khojaly/sort-letter-2022', 'khojaly/mark-letter-2022'];
    const { db, whose } = await sitting((await open()).db, {}, steps);
    const { contains, texts } = await contentsOf(db, (await ownOf(db, whose, T))!);
    expect(texts).toBe(1);
    expect(contains).toEqual([{ title: null, says: expect.stringMatching(/^The text speaks of /) }]);
  });
});
