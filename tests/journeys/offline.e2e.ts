import type { BrowserContext, Page } from '@playwright/test';
import { sort } from './attributing.ts';
import {
  check,
  checkButton,
  exercise,
  expect,
  expectScore,
  open,
  practice,
  press,
  ready,
  specOf,
  test,
  resultRows
} from './helpers.ts';
import { entries, layerChoice, openLayer, openPicture, unfoldLayers } from './reading.ts';

test.use({ serviceWorkers: 'allow' });

const NAME = 'warm-up/sort-careful';

/** Waits until the service worker has the whole site, and cuts the connection. */
async function cut(page: Page, context: BrowserContext): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done));
  });
  await context.setOffline(true);
}

test.describe('After the first visit', () => {
  test('a lesson is finished without a connection, down to its verdict and the results', async ({
    page,
    context,
    complaints
  }) => {
    await open(page, './');
    await cut(page, context);
    await expect(
      page.getByText('You are offline. Lessons go on working, and your answers are kept here.')
    ).toBeVisible();

    await page.getByRole('link', { name: 'Start: Whose words are these?' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whose words are these?');
    // Loaded anew as well: every file of it is kept.
    await page.reload();
    await ready(page);
    const task = exercise(page, NAME);
    await sort(page, NAME, () => specOf(NAME).select.classes![0]!);
    await check(task);
    await expectScore(task, 0);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Results' }).click();
    await expect(resultRows(page).nth(1)).toContainText('0');
    // The browser reports each request that found no network.
    for (const complaint of complaints.splice(0)) expect(complaint).toContain('ERR_INTERNET_DISCONNECTED');
  });

  test('a layer, a pair of texts, the overview and the glossary are there without a connection', async ({
    page,
    context,
    complaints
  }) => {
    await open(page, './read/warm-up/careful/');
    await openLayer(page, 'voice');
    await cut(page, context);
    await page.reload();
    await ready(page);
    await unfoldLayers(page);
    await layerChoice(page, 'voice').check();
    await expect(entries(page).getByRole('listitem').first()).toBeVisible();
    await open(page, './read/warm-up/careful/with/careless/');
    await expect(page.getByRole('region', { name: 'Passage by passage' })).toBeVisible();
    await open(page, './learn/warm-up/overview/');
    await openPicture(page, 'The ledger');
    await open(page, './glossary/');
    await expect(page.locator('#cue')).toBeVisible();
    complaints.length = 0;
  });

  test('a page that was never opened opens without a connection, and its exercise can be checked', async ({
    page,
    context,
    complaints
  }) => {
    await open(page, './');
    await cut(page, context);
    const mark = 'khojaly/mark-appeal-2026';
    await open(page, practice(mark));
    await check(exercise(page, mark));
    await expectScore(exercise(page, mark), 0);
    await open(page, './teach/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('For teachers');
    // What was never there says that one is offline, and where to go.
    await page.goto('./learn/nothing/at/all/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'You are offline, and this page is not kept here'
    );
    await ready(page);
    await page.getByRole('link', { name: 'Go to the course map' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Course map');
    // Where there is a connection again it goes on to what was asked for.
    await page.goto('./learn/nothing/at/all/');
    await ready(page);
    await expect(page.getByRole('link', { name: 'Try again' })).toBeVisible();
    await context.setOffline(false);
    await page.waitForURL('**/learn/nothing/at/all/');
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/offline/);
    complaints.length = 0;
  });
});

test.describe('Without the kept site', () => {
  test.use({ serviceWorkers: 'block' });

  test('a check without a connection says so, and the answer waits', async ({
    page,
    context,
    complaints
  }) => {
    await open(page, practice(NAME));
    const task = exercise(page, NAME);
    await context.route('**/keys/**', (route) => route.abort('internetdisconnected'));
    await sort(page, NAME, () => 'states');
    await press(checkButton(task));
    await expect(task.getByRole('alert')).toContainText(
      'Your answer is kept: press Check again when you are online.'
    );
    await context.unroute('**/keys/**');
    await check(task);
    await expectScore(task, 0);
    complaints.length = 0;
  });
});
