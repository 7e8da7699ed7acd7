import { expect, test } from 'vitest';
import { settingsToBeginWith } from '../../classroom/settings.ts';
import { assignmentOf } from '../assignments.ts';
import { migrations } from './migrations.ts';
import { openStore } from './store.ts';
import { describeOnEachPlace } from './testing.ts';

const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0009'));

describeOnEachPlace('the assignments of an older database', (place) => {
  test('are for their whole class, as they were', async () => {
    const here = await place('nothing');
    const old = await openStore(here, { steps: before });
    await old.db
      .insertInto('class')
      .values({ id: 'c', name: '5b', typed_names: 0, rehearsal: 0, created_at: 1 })
      .execute();
    await old.db
      .insertInto('assignment')
      .values({
        ...{ id: 'a', class_id: 'c', title: 'Whose words', words: '', state: 'published' },
        ...{ created_by: 'teacher', created_at: 1, updated_at: 1 },
        settings: JSON.stringify(settingsToBeginWith('UTC'))
      })
      .execute();
    await old.close();
    const store = await openStore(here);
    expect(await assignmentOf(store.db, 'c', 'a')).toMatchObject({
      title: 'Whose words',
      audience: { of: 'class' }
    });
    await store.close();
  });
});
