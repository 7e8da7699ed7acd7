import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { devices, type Browser, type Page, type TestInfo } from '@playwright/test';
import { account, fullClass, PASSWORD } from '../../src/lib/server/class-fixture.ts';
import { openStore } from '../../src/lib/server/db/store.ts';
import { expect, open, picture, test } from './helpers.ts';
import { found } from './looking.ts';
import { signedIn, signedUp } from './people.ts';
import { serve } from './serving.ts';

/** Makes a class, and leaves its page open. @returns the code, as it is shown */
async function newClass(page: Page, name: string): Promise<string> {
  await open(page, './desk/classes/new/');
  await page.getByLabel('What do you call it?').fill(name);
  await page.getByRole('button', { name: 'Make the class' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  return page.locator('.code').innerText();
}

async function phone(browser: Browser): Promise<Page> {
  const { viewport, deviceScaleFactor, isMobile, hasTouch } = devices['Pixel 5'];
  const context = await browser.newContext({ viewport, deviceScaleFactor, isMobile, hasTouch });
  return context.newPage();
}

/** Looks at a page on a wide screen in the dark, with a checker of accessibility, and on a narrow one. */
async function looked(page: Page, info: TestInfo, path: string, name: string): Promise<void> {
  await open(page, path);
  for (const [width, colorScheme] of [
    [1280, 'dark'],
    [320, 'light']
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    if (colorScheme === 'dark') expect.soft(await found(page), name).toEqual([]);
    const beyond = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(beyond, `what of ${name} is wider than ${width}`).toBe(0);
    await picture(page, info, `${name}-${width}`);
  }
}

test.describe('A class @server @wide', () => {
  test('is joined from a phone in three steps, left on a shared computer, and entered again with the recovery code', async ({
    page,
    browser
  }) => {
    await signedUp(page);
    const code = await newClass(page, 'Media 7b');

    const learner = await phone(browser);
    await open(learner, './join/');
    await learner.getByLabel('Code of the class').fill(code.toLowerCase());
    await learner.getByRole('button', { name: 'Go on' }).tap();
    const names = learner.getByRole('form', { name: 'Choose a name' }).getByRole('button');
    await expect(names).toHaveCount(6);
    const name = await names.first().innerText();
    await names.first().tap();
    await expect(learner.getByText(`You are ${name}`).first()).toBeVisible();
    const recovery = await learner.locator('.code').innerText();
    expect(recovery).toMatch(/^(\w{4} ){2}\w{4}$/);
    await learner.getByRole('button', { name: 'I have it' }).tap();
    await expect(learner.getByText(recovery)).toBeHidden();
    await expect(learner.getByText('Nothing is to be done now.')).toBeVisible();
    await open(learner, './');
    await learner.getByRole('link', { name: `Media 7b, as ${name}` }).tap();
    await expect(learner.getByText('Nothing is to be done now.')).toBeVisible();

    // On a shared computer.
    const shared = await (await browser.newContext()).newPage();
    await open(shared, './join/');
    await shared.getByText('I have been here before').click();
    await shared.getByLabel('Your recovery code').fill('ABCD EFGH JKLM');
    await shared.getByRole('button', { name: 'Come back' }).click();
    await expect(shared.getByLabel('Your recovery code')).toHaveAccessibleDescription(
      /No learner has this code/
    );
    await shared.getByLabel('Your recovery code').fill(recovery);
    await shared.getByRole('button', { name: 'Come back' }).click();
    await expect(shared.getByText(`You are ${name}`)).toBeVisible();
    await shared.getByText(/^Leave this device/).click();
    await shared.getByRole('button', { name: 'Not me: leave this device' }).click();
    await expect(shared.getByRole('heading', { name: 'Join a class' })).toBeVisible();
    await expect(shared.getByRole('link', { name: /^Media 7b, as/ })).toHaveCount(0);
    await shared.goBack();
    await expect(shared.getByRole('heading', { name: 'Join a class' })).toBeVisible();
    await learner.reload();
    await expect(learner.getByText(`You are ${name}`)).toBeVisible();

    // Somebody else joins there and writes nothing down: their code is not shown to who comes next.
    await open(shared, `./join/?code=${code.replaceAll(' ', '')}`);
    await shared.getByRole('form', { name: 'Choose a name' }).getByRole('button').first().click();
    await expect(shared.locator('.code')).toBeVisible();
    await open(shared, './join/');
    await shared.getByText('I have been here before').click();
    await shared.getByLabel('Your recovery code').fill(recovery);
    await shared.getByRole('button', { name: 'Come back' }).click();
    await expect(shared.getByText(`You are ${name}`)).toBeVisible();
    await expect(shared.locator('.code')).toHaveCount(0);

    await page.reload();
    await expect(page.getByText('2 learners are in.')).toBeVisible();
  });

  test('whose code has run out tells whom to ask, and opens again when its instructor keeps the code', async ({
    browser
  }, info) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'whose-words-code-'));
    const { db, close } = await openStore({ dataDir });
    const now = Date.now();
    const teacher = await account(db, 'ada', now);
    const { classId, joinCode } = await fullClass(db, {
      ...{ name: 'Media 7b', teacher, learners: ['Quiet Maple'], now }
    });
    await db
      .updateTable('class')
      .set({ join_code_expires_at: now - 40 * 86_400_000 })
      .execute();
    await close();
    const server = await serve({ DATA_DIR: dataDir });
    const device = async () => (await browser.newContext({ baseURL: server.url })).newPage();
    const [learner, page] = [await device(), await device()];
    const joining = `./join/?code=${joinCode}`;
    await looked(learner, info, joining, 'code-too-old');
    const field = learner.getByLabel('Code of the class');
    await expect(field).toHaveValue(joinCode);
    await expect(field).toHaveAccessibleDescription(/This code is too old: .* Ask your instructor/);
    await expect(learner.getByText('Media 7b')).toHaveCount(0);

    await signedIn(page, { name: 'ada', password: PASSWORD });
    await looked(page, info, `./desk/classes/${classId}/roster/slips/`, 'slips-too-old');
    await looked(page, info, `./desk/classes/${classId}/`, 'class-too-old');
    await expect(page.getByText(/^It ran out on .* Who is in already stays in\.$/)).toBeVisible();
    await page.getByRole('button', { name: 'Keep it for 30 more days' }).click();
    await expect(page.getByText(/^Works until /)).toBeVisible();
    await looked(page, info, `./desk/classes/${classId}/`, 'class-kept');
    await open(learner, joining);
    await expect(learner.getByRole('form', { name: 'Choose a name' })).toBeVisible();

    await page.getByRole('button', { name: 'Make another' }).click();
    await expect(page.getByText(joinCode.replace(/(.{4})/, '$1 '))).toHaveCount(0);
    await open(learner, joining);
    await expect(field).toHaveAccessibleDescription(/No class opens with this code/);
    await Promise.all([learner.context().close(), page.context().close()]);
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });

  test('is erased once its name is typed as it stands, and the desk says that it is gone', async ({
    page
  }) => {
    await signedUp(page);
    await newClass(page, 'Media 7c');
    await open(page, `${page.url()}settings/`);
    await page.getByText('Erase this class now').click();
    const name = page.getByLabel('Type the name of the class: Media 7c');
    await expect(page.getByRole('link', { name: 'Media 7c' }).first()).toBeVisible();
    await name.fill('Media 7');
    await page.getByRole('button', { name: 'Erase it with everything' }).click();
    await expect(page.getByText('Type the name as it stands: Media 7c')).toBeVisible();
    await name.fill('Media 7c');
    await page.getByRole('button', { name: 'Erase it with everything' }).click();
    await expect(
      page.getByRole('status').getByText('The class is erased, with everything in it.')
    ).toBeVisible();
    await expect(page.getByRole('link', { name: 'Media 7c' })).toHaveCount(0);
  });

  test('is joined by forty learners from one address, each under another name', async ({
    page,
    playwright,
    baseURL
  }) => {
    await signedUp(page);
    const code = (await newClass(page, 'Assembly')).replaceAll(' ', '');
    const { origin } = new URL(baseURL!);
    const joining = async () => {
      const learner = await playwright.request.newContext({ baseURL: baseURL! });
      const choose = async () => {
        const choice = await (await learner.get(`./join/?code=${code}`)).text();
        const name = /name="name" value="([^"]+)"/.exec(choice)![1]!;
        const form = { name };
        const headers = { origin, accept: 'text/html' };
        const answer = await learner.post(`./join/?/join&code=${code}`, { form, headers, maxRedirects: 0 });
        return { name, answer };
      };
      let { name, answer } = await choose();
      // Two may choose the same name in one moment: the second one is told, and chooses again.
      while (answer.status() === 409) ({ name, answer } = await choose());
      const [cookie] = (await learner.storageState()).cookies.filter((each) =>
        each.name.startsWith('learner-')
      );
      await learner.dispose();
      return { status: answer.status(), name, cookie };
    };
    const joined = await Promise.all(Array.from({ length: 40 }, joining));
    expect(joined.map(({ status }) => status)).toEqual(joined.map(() => 303));
    expect(new Set(joined.map(({ name }) => name)).size).toBe(40);
    // Over plain http, on a LAN, it has to be taken without TLS.
    expect(joined[0]!.cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false });
    expect(joined[0]!.cookie!.expires * 1000 - Date.now()).toBeGreaterThan(190 * 86_400_000);
    await page.reload();
    await expect(page.getByText('40 learners are in.')).toBeVisible();
  });

  test('has pages for everybody: no barrier that a checker finds, nothing wider than a phone', async ({
    page,
    browser
  }, info) => {
    test.slow();
    await signedUp(page);
    const code = await newClass(page, 'Media 7b');
    const path = new URL(page.url()).pathname.slice(1);
    await open(page, `${path}roster/`);
    await page.getByLabel('How many').fill('8');
    await page.getByRole('button', { name: 'Deal names' }).click();
    await expect(page.getByText('8 names were added.')).toBeVisible();
    const learner = await (await browser.newContext()).newPage();
    await looked(learner, info, `./join/?code=${code}`, 'choosing');
    await learner.getByRole('form', { name: 'Choose a name' }).getByRole('button').first().click();
    await expect(learner.getByText('Write this down')).toBeVisible();
    await looked(learner, info, learner.url(), 'learner');
    await looked(learner, info, './join/?code=none', 'joining');
    for (const part of ['', 'roster/', 'roster/slips/', 'settings/', 'audit/'])
      await looked(page, info, path + part, `class-${part.replaceAll('/', '') || 'home'}`);
    await open(page, `${path}roster/`);
    await looked(
      page,
      info,
      await page
        .locator('.rows a')
        .first()
        .evaluate((a: HTMLAnchorElement) => a.href),
      'one'
    );
    await looked(page, info, './desk/', 'desk');
  });
});
