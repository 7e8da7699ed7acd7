import { expect, test } from 'vitest';
import { accountNamed, resetOf } from '../src/lib/server/account-admin.ts';
import type { Place } from '../src/lib/server/db/place.ts';
import { openStore } from '../src/lib/server/db/store.ts';
import { describeOnEachPlace } from '../src/lib/server/db/testing.ts';
import { openAccount } from '../src/lib/server/sign-up.ts';
import { command } from './commands.ts';

/** Runs `npm run admin -- …` on a store. */
const admin = (place: Place, ...args: string[]) => command('admin', place, args);

describeOnEachPlace('npm run admin, beside a running server', (place) => {
  test('makes a reset link that works, and an administrator, and lists who is there', async () => {
    const at = await place();
    const { db, close } = await openStore(at);
    try {
      const who = { name: 'Ada.Finch', password: 'lantern quay harbour bell', code: '' };
      await openAccount(db, 'open', who, Date.UTC(2026, 10, 2));
      const { code, said } = await admin(at, 'reset-link', 'ada.finch');
      expect(code).toBe(0);
      const [, token] = /^http:\/\/127\.0\.0\.1:4173\/desk\/reset\/\?token=(\w+)$/m.exec(said)!;
      expect(await resetOf(db, token!, Date.now())).toMatchObject({ name: 'Ada.Finch' });

      expect(await admin(at, 'make-admin', 'Ada.Finch')).toMatchObject({ code: 0 });
      expect(await accountNamed(db, 'Ada.Finch')).toMatchObject({ admin: 1, disabled: 0 });
      expect(await admin(at, 'list')).toMatchObject({ said: 'Ada.Finch, since 2026-11-02, administrator\n' });
      expect(await admin(at, 'make-admin', 'Ben')).toMatchObject({
        ...{ code: 1, complained: expect.stringContaining('Nobody has the user name Ben.') }
      });
    } finally {
      await close();
    }
  });
});

test('npm run admin says what is wrong, and makes no database where there is none', async () => {
  const nowhere = { dataDir: 'nowhere.local' };
  expect(await admin(nowhere, 'constructor', 'Ada')).toEqual({
    ...{ code: 1, said: '' },
    complained: 'Usage: npm run admin -- list | reset-link NAME | make-admin NAME\n'
  });
  const { code, complained } = await admin(nowhere, 'list');
  expect([code, complained]).toEqual([1, expect.stringMatching(/^There is no database .*nowhere\.local/)]);
});
