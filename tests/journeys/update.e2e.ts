import type { Browser, Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assigned, begin, joined } from './assigning.ts';
import { sort } from './attributing.ts';
import {
  check,
  checkButton,
  current,
  exercise,
  expect,
  open,
  practice,
  press,
  ready,
  test
} from './helpers.ts';
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

/** Has the page see that the server is of another version, and stay all the same: somebody is in the middle of something. */
async function sees(page: Page): Promise<void> {
  const answered = page.waitForResponse(/\/version\.json$/);
  await page.evaluate(() => dispatchEvent(new Event('vite:preloadError')));
  await (await answered).finished();
}

/** Keeps what a page sends to an address from the server. @returns what lets it go on */
async function held(page: Page, address: RegExp): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((over) => (release = over));
  await page.route(address, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

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
    await expect(wall.getByText('1 of 1 answered something, 0 say they are done')).toBeVisible();
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
    await press(checkButton(task));
    await expect.poll(() => versionOf(page).catch(() => 1)).toBe(2);
    await ready(page);
    await check(task);
    await page.context().close();
  });

  test('what is unsaved on a page that is left is saved first: the words of a builder, and a learner’s answer', async ({
    browser
  }) => {
    const desk = await deviceOf(browser);
    await signUp(desk.request, './desk/sign-up/', { ...ADMINISTRATOR, code: FIRST_TOKEN });
    const set = await assigned(desk, { steps: [`exercise:${SORT}`] });
    const learner = await joined(browser, set, { baseURL: server.url });
    await begin(learner);
    await open(desk, `./desk/classes/${set.classId}/assignments/new/`);
    await desk.getByLabel('Title', { exact: true }).fill('Whose');
    await press(desk.getByRole('button', { name: 'Begin', exact: true }));
    await desk.waitForURL(/\/edit\/$/);
    await ready(desk);
    const draft = desk.url();
    project.update();
    await server.stop();
    await start(new URL(server.url).port);

    const asked: string[] = [];
    desk.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    const sendsDraft = await held(desk, /\/edit\/\?\/save$/);
    await desk.getByLabel('Title', { exact: true }).fill('Whose last words');
    await sees(desk);
    await desk.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Learn' }).click();
    sendsDraft();
    await desk.waitForURL(/\/learn\/$/);
    await expect.poll(() => versionOf(desk).catch(() => 1)).toBe(2);
    expect(asked).toEqual([]);
    await open(desk, draft);
    await expect(desk.getByLabel('Title', { exact: true })).toHaveValue('Whose last words');

    const sendsAnswer = await held(learner, /\/save$/);
    const onward = learner.getByRole('link', { name: 'Hand in', exact: true });
    await onward.hover();
    await sees(learner);
    // Without the mouse: it stays on the link, and who is about to follow one is not taken away from it.
    await exercise(learner, SORT).getByRole('radio').first().dispatchEvent('click');
    await onward.click();
    sendsAnswer();
    await expect.poll(() => versionOf(learner).catch(() => 1)).toBe(2);
    await expect(learner.getByText(/^\d+ still open$/)).toBeVisible();
    for (const page of [desk, learner]) await page.context().close();
  });
});
