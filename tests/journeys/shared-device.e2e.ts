import type { Page } from '@playwright/test';
import { assigned, begin, joined, nameOf } from './assigning.ts';
import { exercise, expect, open, picture, press, ready, test } from './helpers.ts';

const SORT = 'warm-up/sort-careful';

/** Another recovery code of whoever is in on the page. */
async function recoveryOf(learner: Page, classId: string): Promise<string> {
  await open(learner, `./class/${classId}/`);
  await learner.getByText('Make another recovery code').click();
  await press(learner.getByRole('button', { name: 'Make another one' }));
  return learner.locator('.code').innerText();
}

/** What the browser keeps of answers that the server has not. */
const keptOn = (device: Page) =>
  device.evaluate(() => Object.keys(localStorage).filter((key) => /\/(unsent|aside)\//.test(key)));

async function comeBack(device: Page, recovery: string): Promise<void> {
  const field = device.getByLabel('Your recovery code');
  if (!(await field.isVisible())) await device.getByText('I have been here before').click();
  await field.fill(recovery);
  await device.getByRole('button', { name: 'Come back' }).click();
}

test.describe('A device on which somebody else never left @server @wide', () => {
  test('has their answers sent before another learner comes back on it, and keeps none of them', async ({
    page,
    browser
  }, info) => {
    const set = await assigned(page, { steps: [`exercise:${SORT}`] });
    const other = await joined(browser, set);
    const [second, recovery] = [await nameOf(other), await recoveryOf(other, set.classId)];
    const device = await joined(browser, set);
    const [first, firstRecovery] = [await nameOf(device), await recoveryOf(device, set.classId)];
    await press(device.getByRole('button', { name: 'I have it' }));
    await open(device, set.path);
    await begin(device);
    const step = new URL(device.url()).pathname;
    await device.route('**/save', (route) => route.abort());
    await press(exercise(device, SORT).getByRole('radio').first());
    await expect.poll(() => keptOn(device)).toHaveLength(1);

    await open(device, './join/');
    await device.getByText('I have been here before').click();
    await expect(device.getByText(`${first} is in there on this device, and leaves it.`)).toBeVisible();
    await picture(device, info, 'comes-back', true);
    await comeBack(device, recovery);
    await expect(device.getByText('This could not be sent.')).toBeVisible();
    expect(await keptOn(device)).toHaveLength(1);
    // A code that is wrong takes nothing from whoever is in.
    await device.unroute('**/save');
    await comeBack(device, 'ABCD EFGH JKLM');
    await expect(device.getByText('No learner has this code.')).toBeVisible();
    await expect(device.getByRole('link', { name: `Media 7b, as ${first}` })).toBeVisible();

    await comeBack(device, recovery);
    await expect(device.getByText(`You are ${second}`).first()).toBeVisible();
    expect(await keptOn(device)).toEqual([]);

    await open(other, './join/');
    await comeBack(other, firstRecovery);
    await expect(other.getByText(`You are ${first}`).first()).toBeVisible();
    await open(other, step);
    await ready(other);
    await expect(
      exercise(other, SORT)
        .getByText(/^1 of \d+/)
        .first()
    ).toBeVisible();
    await Promise.all([other.context().close(), device.context().close()]);
  });
});
