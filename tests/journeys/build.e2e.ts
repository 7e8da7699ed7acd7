import type { Locator, Page } from '@playwright/test';
import { expect, open, picture, ready, test } from './helpers.ts';
import { found } from './looking.ts';
import { signedUp } from './people.ts';

/** Begins a draft in a class of one's own, and leaves its builder open. */
async function newDraft(page: Page, title: string): Promise<void> {
  await signedUp(page);
  await open(page, './desk/classes/new/');
  await page.getByLabel('What do you call it?').fill('Media 7b');
  await page.getByRole('button', { name: 'Make the class' }).click();
  await page.getByRole('link', { name: 'New assignment' }).click();
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Build an assignment' })).toBeVisible();
}

const steps = (page: Page): Locator => page.locator('[data-step] h3');
const saved = (page: Page): Locator => page.getByText(/^Saved at/);

/** Adds what the shelf finds first. */
async function add(page: Page, search: string, kind: 'Lessons' | 'Exercises'): Promise<void> {
  await page.getByLabel('Search').fill(search);
  await page.getByLabel('Kind').selectOption(kind);
  await page.getByRole('button', { name: /^Add/ }).first().click();
}

test.describe('Building an assignment @server @wide', () => {
  test('two presses make one draft, and lead to its builder', async ({ page }) => {
    await signedUp(page);
    await open(page, './desk/classes/new/');
    await page.getByLabel('What do you call it?').fill('Media 7b');
    await page.getByRole('button', { name: 'Make the class' }).click();
    await page.getByRole('link', { name: 'New assignment' }).click();
    const begin = page.getByRole('button', { name: 'Begin', exact: true });
    await begin.evaluate((button: HTMLButtonElement) => {
      button.click();
      button.form!.querySelector('input')!.value = 'Typed a moment later';
      button.click();
    });
    await expect(page.getByRole('heading', { name: 'Build an assignment' })).toBeVisible();
    await page.getByRole('link', { name: 'Media 7b' }).first().click();
    await expect(page.getByRole('link', { name: /Without a title|Untitled/ })).toHaveCount(1);
    await expect(page.getByText('Typed a moment later')).toHaveCount(0);
  });

  test('an instructor puts a lesson and an exercise in order, tries them, sees results beforehand, and publishes', async ({
    page
  }, info) => {
    await newDraft(page, 'Whose words');
    await add(page, 'three labels', 'Lessons');
    await add(page, 'reserved voice', 'Exercises');
    await expect(steps(page)).toHaveText(['1. Whose words are these?', '2. Whose words? The Upland Review']);
    await page.getByRole('button', { name: 'Move “Whose words? The Upland Review” up' }).click();
    await page.getByLabel('Your words to the learners').fill('Read slowly.');
    await page.getByLabel('Due').fill('2030-12-09T14:00');
    await page.getByLabel('Ask how sure learners are').uncheck();
    const sheet = page.getByRole('region', { name: 'As learners will find it' });
    await expect(sheet).toContainText('Due Mon 9 Dec 2030, 14:00');
    await expect(sheet).toContainText('2 of the 3 exercises are open ones');
    await expect(saved(page)).toBeVisible();
    await page.reload();
    await ready(page);
    await expect(steps(page)).toHaveText(['1. Whose words? The Upland Review', '2. Whose words are these?']);
    await expect(page.getByLabel('Due')).toHaveValue('2030-12-09T14:00');
    await picture(page, info, 'builder', true);

    await page.getByRole('link', { name: 'Print its key' }).click();
    await expect(page.getByRole('heading', { name: '1. Whose words? The Upland Review' })).toBeVisible();
    await page.getByRole('link', { name: 'The worksheets' }).click();
    await expect(page.getByRole('button', { name: 'Print the sheets' })).toBeEnabled();
    await page.goBack();
    await page.goBack();

    await page.getByRole('link', { name: 'Try it as a learner' }).click();
    await ready(page);
    await page.getByRole('radio').first().check();
    await expect(page.getByText('How sure are you of your reading?')).toHaveCount(0);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('button', { name: 'Check what is there' }).click();
    await expect(page.getByText(/You read \d+ of \d+/)).toBeVisible();
    await page.getByRole('link', { name: 'Next step' }).click();
    await expect(page.getByRole('heading', { name: 'Whose words are these?' })).toBeVisible();
    await page.getByRole('link', { name: 'Back to building' }).click();

    await page.getByRole('button', { name: 'Try it with made-up learners' }).click();
    await expect(page.getByText('Rehearsal with made-up learners').first()).toBeVisible();
    await expect(page.getByText('12 of 12 handed in.')).toBeVisible();
    await page.goBack();

    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByRole('heading', { name: 'Whose words', level: 1 })).toBeVisible();
    await expect(page.getByLabel('Link for your learners')).toHaveValue(
      /\/class\/[0-9a-z]{20}\/[0-9a-z]{20}\/$/
    );
    await picture(page, info, 'published', true);
  });

  test('nothing typed is lost where something is wrong, the line is down, or another tab was first', async ({
    page,
    context,
    complaints
  }) => {
    await newDraft(page, 'Whose words');
    await page.getByLabel('Your words to the learners').fill('Long thought about.');
    await page.getByLabel('Opens').fill('2030-12-09T14:00');
    await page.getByLabel('Due').fill('2030-12-08T14:00');
    await expect(page.getByText('Not saved: mend what is marked first')).toBeVisible();
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByText('One thing has to be mended first')).toBeVisible();
    await page.getByRole('link', { name: 'Due has to be later than the opening.' }).click();
    await expect(page.getByLabel('Due')).toBeFocused();
    await page.getByLabel('Due').fill('2030-12-10T14:00');
    await expect(saved(page)).toBeVisible();

    await context.setOffline(true);
    await page.getByLabel('Title').fill('Whose words, on the train');
    await expect(page.getByText('It could not be sent')).toBeVisible();
    await context.setOffline(false);
    await expect(saved(page)).toBeVisible();

    const other = await context.newPage();
    await open(other, page.url());
    await expect(other.getByLabel('Title')).toHaveValue('Whose words, on the train');
    await other.getByLabel('Title').fill('Theirs');
    await expect(saved(other)).toBeVisible();
    await page.getByLabel('Title').fill('Mine');
    await expect(page.getByText('was changed since you opened this page')).toBeVisible();
    await expect(page.getByLabel('Title')).toHaveValue('Mine');
    await page.getByRole('button', { name: 'Save mine in its place' }).click();
    await expect(saved(page)).toBeVisible();
    await other.reload();
    await expect(other.getByLabel('Title')).toHaveValue('Mine');
    await expect(other.getByLabel('Your words to the learners')).toHaveValue('Long thought about.');
    // A browser notes what it could not fetch, and each form that is refused.
    expect(complaints.splice(0).every((line) => /Failed to load resource/.test(line))).toBe(true);
  });

  test('it is built, ordered and published by keys alone', async ({ page }) => {
    await newDraft(page, 'By keys');
    await page.getByLabel('Search').focus();
    await page.keyboard.type('reserved');
    await expect(page.getByText('3 found')).toBeVisible();
    // Kind, skill, level, then the list.
    for (const _ of [1, 2, 3, 4, 5]) await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: /^Add/ }).first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(steps(page)).toHaveCount(1);
    await page.getByRole('button', { name: /^Add/ }).first().focus();
    await page.keyboard.press('Enter');
    await expect(steps(page)).toHaveCount(2);
    const [first = ''] = await steps(page).allInnerTexts();
    await page
      .getByRole('button', { name: /^Move .* down$/ })
      .first()
      .focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(steps(page).nth(1)).toHaveText(first.replace('1.', '2.'));
    await expect(page.locator('[data-step]').nth(1).getByRole('button', { name: /down$/ })).toBeFocused();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(steps(page).first()).toHaveText(first);
    await page.getByRole('button', { name: 'Publish' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'By keys', level: 1 })).toBeVisible();
  });
});

test.describe('Building without scripts @server @wide', () => {
  test.use({ javaScriptEnabled: false });

  test('works by forms, and keeps what was typed where something is wrong', async ({ page, complaints }) => {
    await signedUp(page);
    await page.goto('./desk/classes/new/');
    await page.getByLabel('What do you call it?').fill('Media 7b');
    await page.getByRole('button', { name: 'Make the class' }).click();
    await page.getByRole('link', { name: 'New assignment' }).click();
    await page.getByRole('button', { name: 'Begin', exact: true }).click();
    await page.getByLabel('Your words to the learners').fill('Read slowly.');
    await page.getByRole('button', { name: 'Add “Whose words are these?”' }).click();
    await page.getByRole('button', { name: 'Add “Where attribution stops”' }).first().click();
    await page.getByRole('button', { name: 'Move “Where attribution stops” up' }).click();
    await expect(steps(page)).toHaveText(['1. Where attribution stops', '2. Whose words are these?']);
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByText('Give it a title').first()).toBeVisible();
    await expect(page.getByLabel('Your words to the learners')).toHaveValue('Read slowly.');
    await page.getByLabel('Title').fill('Without scripts');
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByRole('heading', { name: 'Without scripts', level: 1 })).toBeVisible();
    expect(complaints.splice(0)).toEqual([expect.stringMatching(/status of 400/)]);
  });
});

test.describe('The pages of an assignment @server @wide', () => {
  test('axe finds nothing in light and dark, and nothing overflows at 320 pixels', async ({ page }, info) => {
    test.slow();
    const fine = async (name: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        // Polled: what glides from one colour to the other has neither of them for a moment.
        await expect.poll(() => found(page), { message: `${name}, ${colorScheme}` }).toEqual([]);
      }
      await picture(page, info, `${name}-dark`);
      await page.setViewportSize({ width: 320, height: 700 });
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), name).toBe(320);
      await picture(page, info, `${name}-narrow`, true);
      await page.setViewportSize({ width: 1280, height: 900 });
    };
    await newDraft(page, 'Whose words');
    await add(page, 'letter', 'Lessons');
    await page.getByLabel('Due').fill('2030-12-08T14:00');
    await page.getByLabel('Opens').fill('2030-12-09T14:00');
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByText('One thing has to be mended first')).toBeVisible();
    await fine('builder');
    await page.getByLabel('Opens').fill('');
    await expect(saved(page)).toBeVisible();
    await page.getByRole('link', { name: 'Try it as a learner' }).click();
    await ready(page);
    await fine('tried');
    await page.getByRole('link', { name: 'Back to building' }).click();
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByRole('heading', { name: 'Whose words', level: 1 })).toBeVisible();
    await fine('published');
  });
});
