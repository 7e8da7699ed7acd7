import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exercise, expect, open, ready, test } from './helpers.ts';
import { inside, phone, started, title } from './live.ts';
import { ADMINISTRATOR, FIRST_TOKEN, signUp } from './people.ts';
import { serve } from './serving.ts';

const SORT = 'warm-up/sort-careful';

test('When the server of a live session is killed and started again, wall, desk and learners go on where they were, with what was given meanwhile @server @wide', async ({
  browser
}) => {
  test.slow();
  const dataDir = mkdtempSync(join(tmpdir(), 'whose-words-killed-'));
  const start = (port = '0') =>
    serve({ DATA_DIR: dataDir, PORT: port, SIGN_UP: 'open', WHOSE_WORDS_FIRST_TOKEN: FIRST_TOKEN });
  let server = await start();
  const desk = await (await browser.newContext({ baseURL: server.url })).newPage();
  try {
    await signUp(desk.request, './desk/sign-up/', { ...ADMINISTRATOR, code: FIRST_TOKEN });
    const session = await started(desk, [`exercise:${SORT}`]);
    const learner = await inside(browser, session, { ...phone, baseURL: server.url });
    const wall = await desk.context().newPage();
    await open(wall, `${session.desk}wall/`);
    await open(desk, session.desk);
    const lead = (name: string) => desk.getByRole('button', { name, exact: true });
    await lead('Go to the first step').click();
    await desk.getByRole('radio', { name: '10', exact: true }).check();
    await lead('Open for answers').click();
    await desk.getByRole('switch', { name: 'Door locked' }).click();
    await expect(desk.getByText('door locked', { exact: true })).toBeVisible();
    const task = exercise(learner, SORT);
    await ready(learner);
    await task.getByRole('radio').first().tap();
    await expect(task.getByText(/^Saved \d\d:\d\d/)).toBeVisible();
    const far = '1 of 1 answered something, 0 say they are done';
    await expect(wall.getByText(far)).toBeVisible();
    await lead('Wall down a paragraph').click();
    const turned = desk.getByText(/^On the wall: paragraph 2 of/);
    await expect(turned).toBeVisible();
    const left = async () => {
      const [, minutes, seconds] = /(\d+):(\d\d)/.exec(await wall.getByRole('timer').innerText())!;
      return 60 * Number(minutes) + Number(seconds);
    };
    const before = await left();
    // Whoever has to load their page anew has lost it.
    const pages = [wall, desk, learner];
    for (const page of pages) await page.evaluate(() => Object.assign(window, { isTheSame: true }));

    await server.kill();
    // The one after it: the page has gone on by itself.
    await task.getByRole('radio').nth(1).tap();
    await expect(task.getByText(/^Not sent yet: kept in this browser/)).toBeVisible();
    await lead('Close the answers').click();
    const unsent = desk.getByRole('dialog', { name: 'No line to the server' });
    await expect(unsent).toBeVisible();
    await desk.keyboard.press('Escape');
    for (const page of [wall, desk])
      await expect(page.getByText(/^No (connection|line)/).first()).toBeVisible({ timeout: 20_000 });
    await expect(learner.getByText('No line to the class.')).toBeVisible({ timeout: 20_000 });
    server = await start(new URL(server.url).port);

    await expect(task.getByText(/^Saved \d\d:\d\d/)).toBeVisible({ timeout: 30_000 });
    for (const page of pages)
      await expect(page.getByText(/^No (connection|line)/)).toHaveCount(0, { timeout: 30_000 });
    // Nothing that was not clicked is closed, and nothing that was set is lost.
    await expect(title(learner, 'Answer by yourself')).toBeVisible();
    for (const page of [wall, desk]) await expect(page.getByText(far)).toBeVisible();
    await expect(turned).toBeVisible();
    await expect(desk.getByRole('switch', { name: 'Door locked' })).toBeChecked();
    expect(await left()).toBeLessThan(before);
    expect(await left()).toBeGreaterThan(0);
    await lead('Close the answers').click();
    await expect(title(learner, 'Answers are closed')).toBeVisible();
    await lead('Show what the class gave').click();
    await expect(title(learner, 'What the class gave')).toBeVisible();
    await expect(learner.getByText(/^One answer was given/)).toBeVisible();
    // Both answers: the one before, and the one that the server was not there for.
    for (const said of [/^a: 1 States\. /, /^b: 1 Characterises\. /])
      await expect(desk.getByRole('button', { name: said })).toBeVisible();
    for (const page of pages) expect(await page.evaluate(() => 'isTheSame' in window)).toBe(true);
    await learner.context().close();
  } finally {
    await desk.context().close();
    await server.stop();
    rmSync(dataDir, { recursive: true });
  }
});
