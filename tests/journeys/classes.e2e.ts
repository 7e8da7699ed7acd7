import { devices, type Browser, type Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { expect, open, picture, press, ready, test } from './helpers.ts';
import { signedUp } from './people.ts';

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

    // On a shared computer.
    const shared = await (await browser.newContext()).newPage();
    await open(shared, './join/');
    await shared.getByText('I have been here before').click();
    await shared.getByLabel('Your recovery code').fill('ABCD EFGH JKLM');
    await shared.getByRole('button', { name: 'Come back' }).click();
    await expect(shared.getByLabel('Your recovery code')).toHaveAccessibleDescription(/No learner has this code/);
    await shared.getByLabel('Your recovery code').fill(recovery);
    await shared.getByRole('button', { name: 'Come back' }).click();
    await expect(shared.getByText(`You are ${name}`)).toBeVisible();
    await shared.getByText(/^Leave this device/).click();
    await shared.getByRole('button', { name: 'Not me: leave this device' }).click();
    await expect(shared.getByRole('heading', { name: 'Join a class' })).toBeVisible();
    await shared.goBack();
    await expect(shared.getByRole('heading', { name: 'Join a class' })).toBeVisible();
    await learner.reload();
    await expect(learner.getByText(`You are ${name}`)).toBeVisible();

    await page.reload();
    await expect(page.getByText('1 learner is in.')).toBeVisible();
  });
});
