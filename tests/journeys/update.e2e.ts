import type { Browser, Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sort } from './attributing.ts';
import { check, current, exercise, expect, open, practice, ready, test } from './helpers.ts';
import { installed, type Installed } from './installed.ts';
import { inside, phone, started, title } from './live.ts';
import { ADMINISTRATOR, FIRST_TOKEN, signUp } from './people.ts';
import { serve, type Serving } from './serving.ts';

const SORT = 'warm-up/sort-careful';

/** A page of the version that its server had; said by the names of its scripts. */
const versionOf = (page: Page) =>
  page.evaluate(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.endsWith('-2.js')) ? 2 : 1
  );

test.describe('When the site is updated @server @wide', () => {
  let project: Installed;
  let server: Serving;
  let dataDir: string;
  const start = async (port = '0') =>
    (server = await serve(
      { DATA_DIR: dataDir, PORT: port, SIGN_UP: 'open', WHOSE_WORDS_FIRST_TOKEN: FIRST_TOKEN },
      '127.0.0.1',
      project.folder
    ));
  test.beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'whose-words-update-'));
    project = installed();
    await start();
  });
  test.afterEach(async () => {
    await server.stop();
    project.remove();
    rmSync(dataDir, { recursive: true });
  });
  const deviceOf = async (browser: Browser) => (await browser.newContext({ baseURL: server.url })).newPage();

  test('wall, desk and learners of a live session are on the new version by themselves, and no answer is lost', async ({
    browser
  }) => {
    const desk = await deviceOf(browser);
    await signUp(desk.request, './desk/sign-up/', { ...ADMINISTRATOR, code: FIRST_TOKEN });
    const session = await started(desk, [`exercise:${SORT}`]);
    const learner = await inside(browser, session, { ...phone, baseURL: server.url });
    await expect(title(learner, 'You are in')).toBeVisible();
    const wall = await desk.context().newPage();
    await open(wall, `${session.desk}wall/`);
    await open(desk, session.desk);
    await session.click({ do: 'go', to: 0 });
    await session.click({ do: 'open', part: session.parts[0]!, minutes: null });
    const task = exercise(learner, SORT);
    await expect(current(task)).toBeVisible();
    await ready(learner);
    // Somebody is in the middle of something: it is not taken from them.
    await desk.getByRole('button', { name: 'End the session', exact: true }).click();
    const dialog = desk.getByRole('dialog', { name: 'End the session?' });
    await expect(dialog).toBeVisible();

    project.update();
    await server.stop();
    await task.getByRole('radio').nth(1).click();
    await start(new URL(server.url).port);

    for (const page of [wall, learner]) await expect.poll(() => versionOf(page).catch(() => 1)).toBe(2);
    await ready(learner);
    await expect(wall.getByText('1 of 1 has begun, 0 are done')).toBeVisible();
    await task.getByRole('button', { name: 'Previous statement', exact: true }).click();
    await expect(task.getByRole('radio').nth(1)).toBeChecked();

    await expect(desk.getByText('This page is from before an update.')).toBeVisible();
    expect(await versionOf(desk)).toBe(1);
    await desk.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect.poll(() => versionOf(desk).catch(() => 1)).toBe(2);
    await expect(desk.getByRole('button', { name: 'Close the answers', exact: true })).toBeVisible();
    for (const page of [desk, learner]) await page.context().close();
  });

  test('a server goes on with the scripts of its pages until it is started again; then a page that asks for one is loaded again, with what was answered', async ({
    browser
  }) => {
    const page = await deviceOf(browser);
    for (let times = 0; times < 3; times++) project.update();
    await open(page, practice(SORT));
    await sort(page, SORT, () => 'states');
    expect(await versionOf(page)).toBe(1);
    await server.stop();
    await start(new URL(server.url).port);
    const task = exercise(page, SORT);
    await task.getByRole('button', { name: 'Check', exact: true }).click();
    await expect.poll(() => versionOf(page).catch(() => 1)).toBe(2);
    await ready(page);
    await check(task);
    await page.context().close();
  });
});
