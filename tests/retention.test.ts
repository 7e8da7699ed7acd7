import { expect, test } from 'vitest';
import { changeClass, createClass } from '../src/lib/server/classes.ts';
import { openStore } from '../src/lib/server/db/store.ts';
import { describeOnEachPlace } from '../src/lib/server/db/testing.ts';
import { command } from './commands.ts';

const DAY = 86_400_000;

describeOnEachPlace('npm run retention, beside a running server', (place) => {
  test('announces what is old at first, erases it once that was said long enough, and says both', async () => {
    const at = await place();
    const { db, close } = await openStore(at);
    try {
      const now = Date.now();
      for (const [name, ended] of [
        ['7b', now - 399 * DAY],
        ['8a', now - 5 * DAY]
      ] as const) {
        const classId = await createClass(db, { name, by: 'teacher', now: ended });
        await changeClass(db, 'ended', { classId, by: 'teacher', now: ended });
      }
      const first = await command('retention', at);
      expect(first).toMatchObject({ code: 0, complained: '' });
      expect(first.said).toMatch(/kept for 400 days .*\n“7b” is erased from \d{4}-\d\d-\d\d on\.\n$/);

      await db
        .updateTable('class')
        .set({ erase_announced_at: now - 60 * DAY, ended_at: now - 401 * DAY })
        .where('name', '=', '7b')
        .execute();
      expect((await command('retention', at)).said).toContain('“7b” is erased.\n');
      expect(await db.selectFrom('class').select('name').execute()).toEqual([{ name: '8a' }]);
      expect((await command('retention', at)).said).toContain('Nothing is due in the next 30 days.');
    } finally {
      await close();
    }
  });
});

test('npm run retention says what is wrong, and does nothing', async () => {
  const nowhere = { dataDir: 'nowhere.local' };
  expect(await command('retention', nowhere, [], { RETENTION_DAYS: 'never' })).toEqual({
    ...{ code: 1, said: '' },
    complained: 'RETENTION_DAYS is never: it has to be a whole number of days, from 30 to 36500.\n'
  });
  const { code, complained } = await command('retention', nowhere);
  expect([code, complained]).toEqual([1, expect.stringMatching(/^There is no database .*nowhere\.local/)]);
});
