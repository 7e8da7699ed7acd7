import { expect, open, ready, test } from './helpers.ts';
import { newName, signedUp } from './people.ts';

test.describe('An instructor @server', () => {
  test('opens an account, signs out, and signs in again to the page that was asked for', async ({ page }) => {
    const name = newName();
    await open(page, './desk/account/');
    await expect(page).toHaveTitle('Sign in · Whose Words?');
    await page.getByRole('link', { name: 'Open one' }).click();
    await page.getByLabel('User name').fill(name);
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: 'Open the account' }).click();
    await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/at least 10 characters/);
    await expect(page.getByLabel('User name')).toHaveValue(name);
    await page.getByLabel('Password').fill('lantern quay harbour bell');
    await page.getByRole('button', { name: 'Open the account' }).click();
    await expect(page.getByText(`Signed in as ${name}`)).toBeVisible();
    await expect(page).toHaveURL(/\/desk\/account\/$/);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/desk\/sign-in\/$/);
    await open(page, './desk/account/');
    await page.getByLabel('User name').fill(name.toUpperCase());
    await page.getByLabel('Password').fill('lantern quay harbour bell');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText(`Signed in as ${name}`)).toBeVisible();
    await expect(page).toHaveURL(/\/desk\/account\/$/);
  });

  test('is signed up by the other journeys in a moment', async ({ page }) => {
    const { name } = await signedUp(page);
    await open(page, './desk/');
    await ready(page);
    await expect(page.getByText(`Signed in as ${name}`)).toBeVisible();
  });
});
