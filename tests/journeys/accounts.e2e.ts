import { expect, open, ready, test } from './helpers.ts';
import { ADMINISTRATOR, newName, signedIn, signedUp } from './people.ts';

const PASSWORD = 'lantern quay harbour bell';

test.describe('An instructor @server', () => {
  test('opens an account, signs out, and signs in again to the page that was asked for', async ({ page }) => {
    const name = newName();
    const submit = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await open(page, './desk/account/');
    await expect(page).toHaveTitle('Sign in · Whose Words?');
    await page.getByRole('link', { name: 'Open one' }).click();
    await expect(page).toHaveTitle('Open an account · Whose Words?');
    await page.getByLabel('User name').fill(name);
    await page.getByLabel('Password').fill('short');
    await submit('Open the account');
    await expect(page.getByText('A password has at least 10 characters.')).toBeVisible();
    await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/A password has at least/);
    await expect(page.getByLabel('User name')).toHaveValue(name);
    await page.getByLabel('Password').fill(PASSWORD);
    await submit('Open the account');
    await expect(page.getByText(`Signed in as ${name}`)).toBeVisible();
    await expect(page).toHaveURL(/\/desk\/account\/$/);

    // From deep within the desk as from its first page.
    await open(page, './desk/classes/new/');
    await submit('Sign out');
    await expect(page).toHaveTitle('Sign in · Whose Words?');
    expect(new URL(page.url()).pathname).toBe('/desk/sign-in/');
    await open(page, './desk/account/');
    await page.getByLabel('User name').fill(name.toUpperCase());
    await page.getByLabel('Password').fill('not this one');
    await submit('Sign in');
    await expect(page.getByRole('alert')).toHaveText(/do not fit together/);
    await page.getByLabel('Password').fill(PASSWORD);
    await submit('Sign in');
    await expect(page.getByText(`Signed in as ${name}`)).toBeVisible();
    await expect(page).toHaveURL(/\/desk\/account\/$/);
  });

  test('sees in which browsers the account is open, ends one, and ends all others with a new password @wide', async ({
    page,
    browser,
    baseURL
  }) => {
    const who = await signedUp(page);
    const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';
    const elsewhere = await browser.newContext({ baseURL: baseURL!, userAgent });
    const other = await elsewhere.newPage();
    const signedOut = async () => {
      await other.goto('./desk/account/');
      await expect(other).toHaveTitle('Sign in · Whose Words?');
    };
    await signedIn(other, who);
    await open(page, './desk/account/');
    const listed = page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');
    await expect(listed).toHaveCount(2);
    await expect(listed.filter({ hasText: 'this one' })).toHaveCount(1);
    await listed.getByRole('button', { name: 'Sign out of Firefox on Windows' }).click();
    await expect(listed).toHaveCount(1);
    await signedOut();
    await signedIn(other, who);

    await page.getByLabel('Password now').fill('not this one');
    await page.getByLabel('New password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await expect(page.getByText('This is not the password that you have now.')).toBeVisible();
    await page.getByLabel('Password now').fill(who.password);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await expect(page.getByText('The password is changed.')).toBeVisible();
    await signedOut();
    await elsewhere.close();
    await page.reload();
    await expect(page.getByText(`Signed in as ${who.name}`)).toBeVisible();
  });

  test('erases the account with everything, once the password is given @wide', async ({ page }) => {
    const who = await signedUp(page);
    await open(page, './desk/account/');
    await page.getByRole('link', { name: /^What would be erased/ }).click();
    await expect(page).toHaveTitle(/^Erase your account/);
    await page.getByLabel('Your password').fill('not this one');
    await page.getByRole('button', { name: 'Erase my account' }).click();
    await expect(page.getByText('Nothing was erased.')).toBeVisible();
    await page.getByLabel('Your password').fill(who.password);
    await page.getByRole('button', { name: 'Erase my account' }).click();
    await expect(page).toHaveTitle('Whose Words? Reading news closely');
    await open(page, './desk/sign-in/');
    await page.getByLabel('User name').fill(who.name);
    await page.getByLabel('Password').fill(who.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toHaveText(/do not fit together/);
  });

  test('keeps what was typed before the page answers @wide', async ({ page }) => {
    let go: (() => void) | undefined;
    const waiting = new Promise<void>((done) => (go = done));
    await page.route('**/*.js', async (route) => {
      await waiting;
      await route.continue();
    });
    await page.goto('./desk/sign-in/', { waitUntil: 'commit' });
    await page.getByLabel('User name').fill('Ada');
    await page.getByLabel('Password').fill(PASSWORD);
    go!();
    await ready(page);
    await expect(page.getByLabel('User name')).toHaveValue('Ada');
    await expect(page.getByLabel('Password')).toHaveValue(PASSWORD);
  });

  test('keeps what was typed while the connection is down @wide', async ({ page, complaints }) => {
    await open(page, './desk/sign-up/');
    await page.getByLabel('User name').fill('Ada');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Open the account' }).click();
    await expect(page.getByRole('alert')).toHaveText(/Check your connection/);
    await expect(page.getByLabel('User name')).toHaveValue('Ada');
    await expect(page.getByLabel('Password')).toHaveValue(PASSWORD);
    // The browser itself reports that it is offline.
    complaints.length = 0;
  });

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false });

    test('does all of it: opens an account, is told what is wrong, signs out and in', async ({
      page,
      complaints
    }) => {
      const name = newName();
      await page.goto('./desk/sign-up/');
      await page.getByLabel('User name').fill(name);
      await page.getByLabel('Password').fill('short');
      await page.getByRole('button', { name: 'Open the account' }).click();
      await expect(page.getByText('A password has at least 10 characters.')).toBeVisible();
      await expect(page.getByLabel('User name')).toHaveValue(name);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Open the account' }).click();
      await page.goto('./desk/classes/new/');
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      expect(new URL(page.url()).pathname).toBe('/desk/sign-in/');
      await page.getByLabel('User name').fill(name);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByText(`Signed in as ${name}`)).toBeVisible();
      // The browser itself reports that what was wrong was answered with 400.
      complaints.length = 0;
    });
  });
});

test.describe('An administrator @server @wide', () => {
  test('helps who is locked out with a link that works once, and shuts and opens an account', async ({
    page,
    browser,
    baseURL
  }) => {
    const elsewhere = await browser.newContext({ baseURL: baseURL! });
    const other = await elsewhere.newPage();
    const { name } = await signedUp(other);
    await signedIn(page, ADMINISTRATOR);
    await open(page, './desk/');
    await page.getByRole('link', { name: 'Admin' }).click();
    const row = page.getByRole('listitem').filter({ hasText: name });
    const change = async (action: string) => {
      if (!(await row.getByRole('button', { name: action }).isVisible()))
        await row.getByText('Change').click();
      await row.getByRole('button', { name: action }).click();
    };
    await change('Make a reset link');
    const link = await page.getByLabel(`Reset link for ${name}`).inputValue();

    await other.goto(link);
    await ready(other);
    await expect(other.getByText(`For the account of ${name}`)).toBeVisible();
    await other.getByLabel('New password').fill(PASSWORD);
    await other.getByRole('button', { name: 'Set the password' }).click();
    await expect(other).toHaveURL(/\/desk\/$/);
    await other.goto(link);
    await expect(other.getByText('This link has been used, or is too old.')).toBeVisible();

    await change('Shut the account');
    await expect(row).toContainText(', shut');
    await other.goto('./desk/sign-in/');
    await ready(other);
    await other.getByLabel('User name').fill(name);
    await other.getByLabel('Password').fill(PASSWORD);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await expect(other.getByRole('alert')).toHaveText(/This account is shut/);
    await change('Open the account again');
    await expect(row).not.toContainText(', shut');
    await signedIn(other, { name, password: PASSWORD });
    await elsewhere.close();
  });
});
