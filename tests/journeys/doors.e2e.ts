import { expect, open, test } from './helpers.ts';

test('Home takes a learner’s code to the class, and an instructor to the desk @server', async ({ page }) => {
  await open(page, './');
  await page.getByRole('textbox', { name: /^Code/ }).fill('abcd 2345');
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page).toHaveURL(/\/join\/\?code=abcd(\+|%20)2345$/);
  for (const path of ['./', './teach/']) {
    await open(page, path);
    await page.getByRole('link', { name: 'Go to your desk' }).click();
    await expect(page).toHaveTitle('Sign in · Whose Words?');
  }
});

test('The static site, which keeps no classes, leads to none and says so @static', async ({ page }) => {
  for (const path of ['./', './teach/']) {
    await open(page, path);
    for (const name of ['desk', 'join', 'class'])
      await expect(page.locator(`a[href*="${name}/"], form[action*="${name}/"]`)).toHaveCount(0);
    await expect(page.getByText('No account, no tracking.')).toBeVisible();
  }
  await expect(page.getByText('This site keeps no classes')).toHaveCount(1);
});
