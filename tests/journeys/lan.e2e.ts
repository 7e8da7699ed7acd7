import { linkAsKey, markAsKey, sort } from './attributing.ts';
import {
  check,
  exercise,
  expect,
  expectScore,
  open,
  practice,
  press,
  ready,
  resultRows,
  test
} from './helpers.ts';
import { heeded, started, title } from './live.ts';
import { ADMINISTRATOR, FIRST_TOKEN, newName, signUp } from './people.ts';
import { address, serve } from './serving.ts';
import { solve } from './solving.ts';

test.describe('On the local network @server', () => {
  test('over plain http and without a secure context, a lesson goes from home to its results', async ({
    page
  }) => {
    test.skip(!address, 'this machine has no address on a network');
    const { url, stop } = await serve({}, address);
    try {
      await open(page, url);
      expect(await page.evaluate(() => isSecureContext)).toBe(false);
      await page.getByRole('link', { name: 'Start: Whose words are these?' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whose words are these?');
      const name = 'warm-up/sort-careful';
      const task = exercise(page, name);
      await sort(page, name, () => 'states');
      await check(task);
      await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Results' }).click();
      await expect(resultRows(page).nth(1).getByRole('cell').first()).toHaveText('0');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save as a file' }).click()
      ]);
      expect(await download.failure()).toBeNull();
      await page.reload();
      await ready(page);
      await expect(resultRows(page)).toHaveCount(2);
      await page.getByRole('button', { name: 'Erase everything…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Erase everything', exact: true }).click();
      await expect(resultRows(page)).toHaveCount(0);
      await page.getByLabel('Bring in a file').setInputFiles(await download.path());
      await expect(page.getByText('1 exercise of the file joined with what is here.')).toBeVisible();
      await expect(resultRows(page)).toHaveCount(2);
    } finally {
      await stop();
    }
  });

  test('over plain http words are marked and linked, a ledger is kept and devices are spotted, on the screen and on paper', async ({
    browser
  }) => {
    test.skip(!address, 'this machine has no address on a network');
    test.slow();
    const { url, stop } = await serve({}, address);
    const heeds = heeded();
    const context = await browser.newContext({ baseURL: url });
    heeds.meet(context);
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.print = () => (document.title = 'printing');
    });
    try {
      for (const [name, answer] of [
        ['warm-up/mark-indirect-careful', markAsKey],
        ['warm-up/link-first', linkAsKey],
        ['warm-up/ledger-first', solve],
        ['warm-up/spot-notice', solve]
      ] as const) {
        await open(page, practice(name));
        expect(await page.evaluate(() => isSecureContext)).toBe(false);
        await answer(page, name);
        const task = exercise(page, name);
        await check(task);
        await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
        await expectScore(task, 100);
      }
      await press(page.getByRole('link', { name: 'This exercise on paper' }));
      await expect(page.getByRole('article')).toContainText('Worksheet');
      await press(page.getByRole('button', { name: 'Print this sheet' }));
      await expect(page).toHaveTitle('printing');
      heeds.expectCalm();
    } finally {
      await context.close();
      await stop();
    }
  });

  test('over plain http a live session goes from the address and the code on the wall to the key', async ({
    browser
  }) => {
    test.skip(!address, 'this machine has no address on a network');
    test.slow();
    const env = { SIGN_UP: 'open', WHOSE_WORDS_FIRST_TOKEN: FIRST_TOKEN };
    const { url, stop } = await serve(env, address);
    const heeds = heeded();
    const device = async () => {
      const context = await browser.newContext({ baseURL: url });
      heeds.meet(context);
      return context.newPage();
    };
    const [desk, learner] = [await device(), await device()];
    try {
      await signUp(desk.request, './desk/sign-up/', { ...ADMINISTRATOR, code: FIRST_TOKEN });
      const name = 'warm-up/sort-careful';
      const session = await started(desk, [`exercise:${name}`]);
      const wall = await desk.context().newPage();
      await open(wall, `${session.desk}wall/`);
      await open(desk, session.desk);

      const stands = new URL(`http://${await wall.locator('.address').innerText()}`).href;
      expect(stands).toBe(`${url}join/`);
      await open(learner, stands);
      expect(await learner.evaluate(() => isSecureContext)).toBe(false);
      await learner.getByLabel('Code of the class').fill(await wall.locator('.code').innerText());
      await learner.getByRole('button', { name: 'Go on' }).click();
      await learner.getByRole('form', { name: 'Choose a name' }).getByRole('button').first().click();
      await expect(title(learner, 'You are in')).toBeVisible();
      await expect(wall.getByText('One is in')).toBeVisible();

      const leads = (says: string) => desk.getByRole('button', { name: says, exact: true }).click();
      await leads('Go to the first step');
      await leads('Open for answers');
      await ready(learner);
      const task = exercise(learner, name);
      await task.getByRole('radio').first().click();
      await expect(task.getByText(/^Saved \d\d:\d\d/)).toBeVisible();
      await expect(wall.getByText('1 of 1 answered something, 0 say they are done')).toBeVisible();
      await leads('Close the answers');
      await leads('Show what the class gave');
      await expect(learner.getByText(/^One answer was given/)).toBeVisible();
      await leads('Reveal key and reasons');
      await expect(title(learner, 'The key and its reasons')).toBeVisible();
      await expect(learner.getByText(/^You read \d+ of \d+ statements as the key does/)).toBeVisible();
      await expect(wall.getByRole('heading', { name: /^As the key has it/ })).toBeVisible();
      heeds.expectCalm();
    } finally {
      for (const one of [desk, learner]) await one.context().close();
      await stop();
    }
  });

  test('over plain http the printed token opens the first account, and its owner invites another', async ({
    page,
    browser
  }) => {
    test.skip(!address, 'this machine has no address on a network');
    const { url, said, stop } = await serve({}, address);
    try {
      const [link] = /http\S+\/desk\/sign-up\/\?code=\w+/.exec(said()) ?? [];
      await open(page, new URL(new URL(link!).pathname + new URL(link!).search, url).href);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Open the first account');
      await page.getByLabel('User name').fill('Ada');
      await page.getByLabel('Password').fill('lantern quay harbour bell');
      await page.getByRole('button', { name: 'Open the account' }).click();
      await page.getByRole('link', { name: 'Admin' }).click();
      await page.getByRole('button', { name: 'Make an invitation' }).click();
      const code = await page.getByLabel('Invitation code').inputValue();
      const [cookie] = await page.context().cookies();
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false });

      const other = await browser.newContext();
      const name = newName();
      await signUp(other.request, `${url}desk/sign-up/`, { name, password: 'four words for Ben', code });
      const again = await other.request.get(`${url}desk/admin/`);
      expect(again.status()).toBe(404);
      await other.close();
      await page.reload();
      await ready(page);
      await expect(page.getByText(name, { exact: true })).toBeVisible();
      await expect(page.getByText('Not used yet')).toHaveCount(0);

      // What a learner takes back is taken out of a browser over http as well: neither their code nor they stay.
      await open(page, `${url}desk/classes/new/`);
      await page.getByLabel('What do you call it?').fill('Network');
      await page.getByRole('button', { name: 'Make the class' }).click();
      await expect(page.getByRole('heading', { name: 'Network', level: 1 })).toBeVisible();
      const joinCode = (await page.locator('.code').first().innerText()).replaceAll(' ', '');
      const learner = await (await browser.newContext()).newPage();
      await open(learner, `${url}join/?code=${joinCode}`);
      await learner.getByRole('form', { name: 'Choose a name' }).getByRole('button').first().click();
      const recovery = learner.locator('.code');
      await expect(recovery).toBeVisible();
      await learner.getByRole('button', { name: 'I have it' }).click();
      await expect(recovery).toHaveCount(0);
      await learner.reload();
      await expect(learner.getByText('Nothing is to be done now.')).toBeVisible();
      await expect(recovery).toHaveCount(0);
      await learner.getByText(/^Leave this device/).click();
      await learner.getByRole('button', { name: 'Not me: leave this device' }).click();
      await expect(learner.getByRole('heading', { name: 'Join a class' })).toBeVisible();
      expect(
        (await learner.context().cookies()).filter(({ name }) => /^(learner|recovery)-/.test(name))
      ).toEqual([]);
      await learner.context().close();
    } finally {
      await stop();
    }
  });
});
