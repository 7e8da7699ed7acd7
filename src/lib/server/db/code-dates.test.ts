import { expect, test } from 'vitest';
import { worksUntil } from '../../classroom/join-code.ts';
import { openClass } from '../learners.ts';
import { migrations } from './migrations.ts';
import { openStore } from './store.ts';
import { describeOnEachPlace } from './testing.ts';

const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0007'));

describeOnEachPlace('the codes of an older database', (place) => {
  test('stay, and work for as long as new ones; a class that nobody joins gets no date', async () => {
    const here = await place('nothing');
    const old = await openStore(here, { steps: before });
    const row = (id: string, join_code: string | null) => ({
      ...{ id, name: id, join_code, typed_names: 0 as const, rehearsal: 0 as const, created_at: 1 }
    });
    await old.db
      .insertInto('class')
      .values([row('joined', 'ABCD2345'), row('rehearsal', null)])
      .execute();
    await old.close();

    const [earliest, store, latest] = [Date.now(), await openStore(here), Date.now()];
    const { db } = store;
    const found = await db
      .selectFrom('class')
      .select(['id', 'join_code', 'join_code_expires_at'])
      .orderBy('id')
      .execute();
    const { join_code_expires_at: until, ...joined } = found[0]!;
    expect(joined).toEqual({ id: 'joined', join_code: 'ABCD2345' });
    expect([worksUntil(earliest), worksUntil(latest)]).toContain(until);
    expect(found[1]).toEqual({ id: 'rehearsal', join_code: null, join_code_expires_at: null });
    expect(await openClass(db, 'ABCD2345', latest)).toMatchObject({ id: 'joined' });
    await store.close();
  });
});
