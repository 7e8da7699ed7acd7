import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Key } from '../../src/lib/exercises/attribution/schema.ts';
import { account, fullClass } from '../../src/lib/server/class-fixture.ts';
import { openStore } from '../../src/lib/server/db/store.ts';
import { assigned, begin, joined, nameOf } from './assigning.ts';
import { keyOf, sortAsKey } from './attributing.ts';
import { exercise, expect, open, press, ready, test } from './helpers.ts';
import { looked } from './looking.ts';
import { pinned } from './pinned.ts';
import { serve } from './serving.ts';

const SORT = 'warm-up/sort-careful';
const steps = [`exercise:${SORT}`];
const MINUTE = 60_000;

/** A store in which the ten minutes of two learners, who answered as the key, are over: of one long ago, of one just now. */
async function timeIsOver(dataDir: string) {
  const store = await openStore({ dataDir });
  const { db } = store;
  const now = Date.now();
  const set = await pinned('sort-careful');
  const { entries } = JSON.parse(set.key) as Extract<Key, { mode: 'sort' }>;
  const answer = {
    mode: 'sort',
    labels: Object.fromEntries(entries.map(({ id, as }) => [id, as])),
    sure: {}
  };
  const made = await fullClass(db, {
    ...{ name: 'Media 7b', title: 'Whose words', learners: ['Quiet Maple', 'Calm Lake'], exercise: set },
    ...{ teacher: await account(db, 'the.teacher', now - 60 * MINUTE), now: now - 60 * MINUTE }
  });
  const { settings } = await db.selectFrom('assignment').select('settings').executeTakeFirstOrThrow();
  const limited = { ...(JSON.parse(settings) as object), attempts: 1, minutes: 10 };
  await db
    .updateTable('assignment')
    .set({ settings: JSON.stringify(limited) })
    .execute();
  for (const table of ['extension', 'opt_out', 'rescored', 'score', 'override'] as const)
    await db.deleteFrom(table).execute();
  await db
    .updateTable('answer')
    .set({ answer: JSON.stringify(answer) })
    .execute();
  for (const [i, { work }] of made.learners.entries()) {
    const ends = i === 0 ? now - 20 * MINUTE : Date.now();
    const running = { started_at: ends - 10 * MINUTE, ends_at: ends, handed_in_at: null };
    await db.updateTable('work').set(running).where('id', '=', work).execute();
  }
  await store.close();
  return made;
}

test.describe('The time of an assignment @server @wide', () => {
  test('when it is over, what was saved is handed in by itself, or at once by a learner who is there', async ({
    browser
  }) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'whose-words-time-'));
    const { classId, assignment, part, learners } = await timeIsOver(dataDir);
    const server = await serve({ DATA_DIR: dataDir });
    const as = async (n: number) => {
      const context = await browser.newContext({ baseURL: server.url });
      const { token } = learners[n]!;
      await context.addCookies([{ name: `learner-${classId}`, value: token, url: server.url }]);
      return context.newPage();
    };
    const home = `./class/${classId}/${assignment}/`;

    const there = await as(1);
    await open(there, `${home}${part}/`);
    await expect(there.getByRole('heading', { name: 'The time is over', level: 1 })).toBeVisible();
    await expect(there.getByText('Everything that is asked is answered.')).toBeVisible();
    await press(there.getByRole('button', { name: 'Hand it in now' }));
    await expect(there.getByText('It was handed in by itself on')).toBeVisible();
    await expect(there.getByText('Your mark: 100 of 100.')).toBeVisible();

    const away = await as(0);
    await open(away, home);
    await expect(away.getByText('It is done: you have handed it in.')).toBeVisible();
    await expect(away.getByText('by itself')).toBeVisible();
    await press(away.getByRole('link', { name: 'Look at what you handed in' }));
    await expect(away.getByText('Your mark: 100 of 100.')).toBeVisible();
    await expect(away.getByRole('button', { name: /^Begin/ })).toHaveCount(0);

    await Promise.all([there.context().close(), away.context().close()]);
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });

  test('runs where it can be seen and heard, and at its end what waits is sent', async ({
    page,
    browser
  }, info) => {
    const set = await assigned(page, { steps, fields: { minutes: '10' } });
    const learner = await joined(browser, set);
    await looked(learner, info, 'start');
    await learner.clock.install();
    await begin(learner);
    const task = exercise(learner, SORT);
    await expect(learner.getByText('10 minutes left')).toBeVisible();
    await looked(learner, info, 'step');
    await learner.clock.fastForward('09:05');
    await expect(learner.getByRole('status').getByText('One minute left')).toBeAttached();
    await press(task.getByRole('radio').first());
    await learner.clock.fastForward('01:00');
    await expect(learner).toHaveURL(/\/hand-in\/$/);
    await expect(learner.getByText(/ still open$/)).toBeVisible();
    await looked(learner, info, 'hand-in');
    await press(learner.getByRole('link', { name: /^Step 1: / }).first());
    await ready(learner);
    await expect(task.getByText(/^Saved \d\d:\d\d/)).toBeVisible();
  });

  test('what is handed in after it was due is late to the learner and to the instructor', async ({
    page,
    browser
  }, info) => {
    const set = await assigned(page, { steps, fields: { due: '2026-01-09T14:00' } });
    const learner = await joined(browser, set);
    await expect(
      learner.getByText('It was due already. It is still taken, and marked as late.')
    ).toBeVisible();
    await begin(learner);
    await sortAsKey(learner, SORT);
    await press(learner.getByRole('link', { name: 'Look it over and hand in' }));
    await expect(learner.getByText('It was due already, so it is marked as late.')).toBeVisible();
    await press(learner.getByRole('button', { name: 'Hand in', exact: true }));
    await expect(learner.getByText(/^You handed it in on .*, late\./)).toBeVisible();
    await looked(learner, info, 'review');
    // On paper nothing can be opened, and nothing has to be.
    const { reason } = (await keyOf(learner, SORT, 'sort')).entries[0]!;
    await expect(learner.getByText(reason).first()).toBeHidden();
    await learner.emulateMedia({ media: 'print' });
    await expect(learner.getByText(reason).first()).toBeVisible();
    await expect(learner.getByRole('button', { name: 'Show in the text' })).toHaveCount(0);
    await learner.emulateMedia({ media: null });
    const name = await nameOf(learner);
    await press(learner.getByRole('link', { name: 'Media 7b' }));
    await expect(learner.getByText(/^Handed in .*, late\./)).toBeVisible();
    await looked(learner, info, 'class');

    await open(page, set.edit.replace('edit/', 'results/'));
    await expect(page.getByText('1 of 1 handed in, 1 of them late.')).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(`^${name} 100 handed in, late`) })).toBeVisible();
  });
});
