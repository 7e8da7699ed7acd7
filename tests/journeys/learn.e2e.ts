import type { Locator, Page } from '@playwright/test';
import { lettered } from '../../src/lib/exercises/parts/lettered.ts';
import { inOrder, keyOf, label, NAMES, sort, sortAsKey } from './attributing.ts';
import {
  check,
  current,
  everyPage,
  exercise,
  expect,
  expectScore,
  LESSON_NAMES,
  noteOf,
  open,
  PACKS,
  picture,
  practice,
  press,
  ready,
  test,
  textRegion,
  resultRows
} from './helpers.ts';

const CAREFUL = 'warm-up/sort-careful';

/** The icon of the page is where the page says, however deep it is. */
async function expectIcon(page: Page): Promise<void> {
  const icon = await page.locator('link[rel=icon]').evaluate((link: HTMLLinkElement) => link.href);
  const response = await page.request.get(icon);
  expect(response.status(), icon).toBe(200);
  expect(response.headers()['content-type'], icon).toContain('image/svg+xml');
}

/** The ground note is there to be read, all of it, under a heading of its own. */
async function expectGround(within: Locator, ground: string[]): Promise<void> {
  await expect(within.getByRole('heading', { name: 'Ground note' })).toBeVisible();
  expect(ground.length).toBeGreaterThan(0);
  for (const paragraph of ground) await expect(within.getByText(paragraph, { exact: true })).toBeVisible();
}

test.describe('The learner’s way', () => {
  test('leads from home over the course map through a lesson to a verdict with reasons, and on to results', async ({
    page
  }, info) => {
    test.slow();
    await open(page, './');
    await picture(page, info, 'home', true);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Learn' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Course map' })).toBeVisible();
    await picture(page, info, 'course-map');
    await page
      .getByRole('heading', { level: 3 })
      .getByRole('link', { name: 'Whose words are these?', exact: true })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: 'Whose words are these?' })).toBeVisible();
    await expect(page.getByText('0 of 2 exercises checked')).toBeVisible();
    await picture(page, info, 'lesson');
    await page.getByRole('link', { name: 'Start', exact: true }).click();
    await expect(page).toHaveURL(/#begin$/);

    const task = exercise(page, CAREFUL);
    const entries = inOrder(CAREFUL, (await keyOf(page, CAREFUL, 'sort')).entries);
    await sort(page, CAREFUL, (i) => entries[i]!.as);
    await expect(task.getByText(`${entries.length} of ${entries.length}`, { exact: true })).toBeVisible();
    await picture(page, info, 'sorted');
    await check(task);

    // What comes next, for eyes and for a screen reader, is the verdict.
    await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
    await expectScore(task, 100);
    await picture(page, info, 'verdict');
    // The marks are in the text, each with the letter of its item.
    const signs = await textRegion(task)
      .getByRole('img')
      .evaluateAll((signs) => signs.map((sign) => sign.ariaLabel));
    expect([...new Set(signs)]).toEqual(entries.map((_, i) => `Item ${lettered(i + 1)}:`));
    // And every item has its reason.
    const items = task.getByLabel('Item by item', { exact: true }).locator('ol > li');
    await expect(items).toHaveCount(entries.length);
    const texts = await items.allTextContents();
    for (const [i, { reason }] of entries.entries()) expect(texts[i]).toContain(reason);
    await press(items.nth(3).locator('summary'));
    await expect(items.nth(3).getByText(entries[3]!.reason)).toBeVisible();
    await picture(page, info, 'reason');

    await expect(page.getByText('1 of 2 exercises checked')).toBeVisible();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Results' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'What your answers show' })).toBeVisible();
    await expect(page.getByText('How well you tell them apart', { exact: true })).toBeVisible();
    await expect(page.getByText('To which side you lean', { exact: true })).toBeVisible();
    const handed = entries.filter((entry) => entry.as === 'source' && !entry.contested).length;
    await expect(page.getByRole('region', { name: 'Your reading habits' })).toContainText(
      `${handed} of ${handed}`
    );
    await expect(page.getByRole('main')).not.toContainText('NaN');
    await picture(page, info, 'results', true);
    // A phone shows the two results, and the rest under the name of the exercise.
    const phone = page.viewportSize()!.width < 544;
    const table = page.getByRole('region', { name: 'Exercise by exercise' });
    await expect(table.getByRole('columnheader')).toHaveText(
      phone ? ['Exercise', 'First', 'Latest'] : ['Exercise', 'First', 'Latest', 'Checks', 'Last checked']
    );
    await expect(page.getByText(/^1\s+check, on\s+\d+ \w+ \d{4}$/)).toBeVisible({ visible: phone });
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Learn' }).click();
    await expect(page.getByText('Begun: 1 of 2 exercises')).toBeVisible();
  });

  test('can be read where an exercise does not load, and says so @server', async ({ page, complaints }) => {
    await page.route('**/_app/immutable/chunks/*.js', async (route) => {
      const response = await route.fetch();
      if ((await response.text()).includes('(if you like)')) await route.abort();
      else await route.fulfill({ response });
    });
    await page.goto('./learn/warm-up/01-whose-words/');
    const task = exercise(page, CAREFUL);
    await expect(task.getByRole('alert')).toContainText('This exercise did not load');
    await expect(textRegion(task)).toContainText('Sixty-four people signed');
    await expect(page.locator('html[data-hydrated]')).toBeAttached();
    // What the browser says of the file that was held back.
    await expect.poll(() => complaints.splice(0).join()).toContain('/_app/immutable/chunks/');
  });

  test('counts the first attempt, and shows a later one beside it', async ({ page }) => {
    await open(page, './learn/warm-up/practice/sort-careful/');
    const task = exercise(page, CAREFUL);
    await sort(page, CAREFUL, () => 'states');
    await check(task);
    await expectScore(task, 0);
    await task.getByRole('button', { name: 'Try again' }).click();
    await expect(task).toHaveAttribute('data-state', 'open');
    await expect(task.getByText(/^0 of \d+$/)).toBeVisible();
    await sortAsKey(page, CAREFUL);
    await check(task);
    await expectScore(task, 100);

    await open(page, './results/');
    const row = resultRows(page).nth(1);
    const phone = page.viewportSize()!.width < 544;
    await expect(row.getByRole('cell')).toHaveText(phone ? ['0', '100'] : ['0', '100', '2', /\d{4}/]);
    await expect(row.getByText(/^2\s+checks, last on/)).toBeVisible({ visible: phone });
    await expect(page.getByText('Nothing presses')).toBeVisible();
  });

  test('names what to take up again, with a way there', async ({ page }) => {
    await open(page, './learn/warm-up/practice/sort-careful/');
    const title = await page.getByRole('heading', { level: 1 }).innerText();
    await sort(page, CAREFUL, () => 'source');
    await check(exercise(page, CAREFUL));
    await open(page, './results/');
    const again = page.getByRole('region', { name: 'What to take up again' });
    await again.getByRole('link', { name: title }).click();
    await expect(page).toHaveURL(/practice\/sort-careful\/$/);
    await expect(page.getByRole('heading', { name: 'What you read' })).toBeVisible();
  });

  test('asks how sure one is, and says whether that fitted', async ({ page }) => {
    await open(page, './learn/warm-up/practice/sort-careful/');
    const task = exercise(page, CAREFUL);
    const entries = inOrder(CAREFUL, (await keyOf(page, CAREFUL, 'sort')).entries);
    const sure = task.getByRole('group', { name: /How sure are you of your reading/ });
    for (const [n, entry] of entries.entries()) {
      await label(task, NAMES[entry.as]!).check();
      await sure.getByRole('radio', { name: 'Guessing' }).check();
      if (n + 1 === entries.length) break;
      await task.getByRole('button', { name: 'Next statement', exact: true }).click();
      await expect(sure.getByRole('radio', { checked: true })).toHaveCount(0);
    }
    await check(task);
    await expect(task.getByText(/You read better than you felt/)).toBeVisible();
    await open(page, './results/');
    await expect(page.getByText('How sure you are', { exact: true })).toBeVisible();
  });
});

test.describe('The home page', () => {
  test('lets one try a sentence, and gives the reason with the answer', async ({ page }) => {
    await open(page, './');
    const first = page.getByRole('group', { name: 'First sentence' });
    await expect(first.getByRole('status')).toBeEmpty();
    await first.getByText('Characterises').click();
    await expect(first.getByRole('status')).toContainText('The key reads: Hands to a source');
    await expect(first.getByRole('status')).toContainText('Nothing is evaluated here');
    await first.getByText('Hands to a source').last().click();
    const second = page.getByRole('group', { name: 'Second sentence' });
    await second.getByText('Characterises').click();
    await expect(second.getByRole('status')).toContainText('Yes: Characterises');
    await expect(second.getByRole('status')).toContainText('in the text’s own voice');
  });

  test('offers the one next step: begin, and then go on', async ({ page }) => {
    await open(page, './');
    await page.getByRole('link', { name: 'Start: Whose words are these?' }).click();
    await expect(page).toHaveURL(/learn\/warm-up\/01-whose-words\/$/);
    await current(exercise(page, CAREFUL)).focus();
    await page.keyboard.press('1');
    await open(page, './');
    await expect(page.getByRole('link', { name: 'Continue: Whose words are these?' })).toBeVisible();
  });
});

test.describe('A pack', () => {
  test('says on which ground it stands, who does not speak, and how each fact is known', async ({
    page
  }, info) => {
    await open(page, './learn/khojaly/');
    await picture(page, info, 'pack', true);
    await expect(page.getByRole('heading', { name: 'What it contains' })).toBeVisible();
    const ground = page.getByRole('region', { name: 'Before you begin' });
    await expect(ground).toContainText('does not ask whether civilians were killed');
    await expect(ground).toContainText('never whether what it says is true');
    await expect(page.getByRole('region', { name: 'Who does not speak' })).toContainText(
      'No Armenian official'
    );
    const shelf = page.getByRole('region', { name: 'The texts', exact: true });
    await expect(shelf.getByRole('listitem').getByRole('link')).toHaveCount(5);
    await shelf.getByRole('link', { name: /^Overview/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview: Khojaly in five texts');
    const texts = page.getByRole('region', { name: 'The texts in time, and how we know' });
    await expect(texts.getByRole('link')).toHaveCount(5);
    // Five facts a text: each stated, inferred from something, or unknown.
    const facts = await texts.getByRole('definition').allInnerTexts();
    expect(facts).toHaveLength(25);
    for (const fact of facts) expect(fact).toMatch(/Unknown\. .|\(stated\) .|\(inferred\) ./);
    await texts.getByRole('link').first().click();
    await expect(page).toHaveURL(/read\/khojaly\//);
    await expect(page.getByText(/\(stated\)|\(inferred\)/).first()).toBeVisible();
  });

  test('says what its texts contain before they are read, and offers another exercise instead', async ({
    page
  }) => {
    await open(page, './learn/khojaly/02-whose-words/');
    await expect(page.locator('article > header')).toContainText('Contains:');
    await open(page, './learn/khojaly/');
    await expect(page.getByText(/the warm-up has an exercise of the same skill/)).toBeVisible();
  });

  test('who takes the warm-up exercises instead has them in every place of a lesson, and its own back when they like', async ({
    page
  }, info) => {
    await open(page, './learn/khojaly/02-whose-words/');
    const own = page.locator('.exercise');
    const others = page
      .getByRole('main')
      .getByRole('link', { name: 'Own voice or a source’s?', exact: true });
    const top = page.getByRole('navigation', { name: 'Exercises of this lesson' });
    await expect(own).toHaveCount(2);
    await press(page.getByText('I would rather not work with these texts'));
    const instead = page.getByRole('checkbox', { name: /^Take the warm-up exercises instead/ });
    await instead.check();
    await expect(own).toHaveCount(0);
    await expect(page.getByText('They now stand below')).toBeVisible();
    // Under the choice, in the text, and at the end.
    await expect(others).toHaveCount(3);
    await expect(top.getByRole('button', { name: '2. Own voice or a source’s?' })).toBeVisible();
    await picture(page, info, 'instead', true);
    await page.reload();
    await page.locator('html[data-hydrated]').waitFor();
    await expect(own).toHaveCount(0);
    await instead.uncheck();
    await expect(own).toHaveCount(2);
    await expect(others).toHaveCount(1);
    await expect(top.getByRole('button', { name: /Report of 2022/ })).toBeVisible();
    await instead.check();
    await press(top.getByRole('button', { name: '2. Own voice or a source’s?' }));
    await page.keyboard.press('Tab');
    await expect(others.nth(1)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/warm-up\/practice\//);
  });

  test('a text is met with what it contains open above it; from then on that is one line, before any script has come', async ({
    page
  }, info) => {
    const note = page.getByText(/^The text speaks of the mass killing of civilians/);
    const line = page.getByText('What the text contains');
    await open(page, practice('khojaly/sort-letter-2022'));
    await expect(note).toBeVisible();
    await expect(page.getByText(/^Rather not\?/)).toBeVisible();
    await picture(page, info, 'met-first');
    // They wait until its reader has turned it.
    const turned = Promise.withResolvers<void>();
    await page.route('**/*.js', async (route) => {
      await turned.promise;
      await route.continue();
    });
    await page.reload({ waitUntil: 'commit' });
    await expect(line).toBeVisible();
    await expect(note).toBeHidden();
    await line.click();
    await expect(note).toBeVisible();
    // What a reader has opened they leave open.
    turned.resolve();
    await ready(page);
    await expect(note).toBeVisible();
    await open(page, './read/khojaly/letter-2022/');
    await expect(line).toBeVisible();
    await expect(note).toBeHidden();
    await picture(page, info, 'met-again');
    // From a lesson as well, which has no such note of its own.
    await open(page, './learn/khojaly/02-whose-words/');
    await press(page.getByRole('main').locator('a[href$="/read/khojaly/letter-2022/"]').first());
    await expect(page).toHaveURL(/read\/khojaly\/letter-2022/);
    await expect(line).toBeVisible();
    await expect(note).toBeHidden();
    // The next text speaks of something else.
    await page.getByRole('link', { name: /^Read on:/ }).click();
    await expect(page).toHaveURL(/statement-2024/);
    await expect(note).toBeVisible();
    await open(page, practice('khojaly/sort-five-ways'));
    await expect(page.getByText('What the texts contain')).toBeVisible();
    await expect(page.getByText(/^The texts speak of the mass killing of civilians/)).toBeVisible();
  });

  test('without scripts what a text contains stands open, and can be folded @wide', async ({
    browser,
    baseURL
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
    const page = await context.newPage();
    await page.goto('./read/khojaly/letter-2022/');
    const note = page.getByText(/^The text speaks of the mass killing of civilians/);
    await expect(note).toBeVisible();
    await page.getByText('What the text contains').click();
    await expect(note).toBeHidden();
    await context.close();
  });
});

test.describe('Every teacher’s page', () => {
  for (const pack of PACKS) {
    test(`shows the ground note of ${pack} in its words: where the pack stands, and beside each plan @wide`, async ({
      page
    }) => {
      test.slow();
      const { title, ground } = noteOf(pack);
      if (pack === 'khojaly')
        expect(ground[0]).toMatch(
          /^This course does not ask whether civilians were killed at Khojaly in February 1992\. .* Look it up: /s
        );
      await open(page, './teach/');
      await expectGround(page.getByRole('region', { name: title }), ground);
      const plans = LESSON_NAMES.filter((name) => name.startsWith(`${pack}/`));
      expect(plans.length).toBeGreaterThan(0);
      for (const name of plans) {
        await open(page, `./teach/${name}/`);
        await expectGround(page.getByRole('article'), ground);
      }
    });
  }
});

test.describe('Every page', () => {
  test('has one heading of the first rank, a title, and a language', async ({ page }) => {
    for (const path of everyPage()) {
      const response = await page.request.get(path, { maxRetries: 2 });
      expect(response.status(), path).toBe(200);
      const html = await response.text();
      expect(html.match(/<h1[\s>]/g), path).toHaveLength(1);
      expect(html, path).toMatch(/<html[^>]* lang="en"/);
      expect(html.match(/<main[\s>]/g), path).toHaveLength(1);
      expect(html, path).toMatch(/<title>[^<]*Whose Words\?[^<]*<\/title>/);
    }
  });

  test('is found, or says that it is not there and where to go', async ({ page, complaints }) => {
    const response = await page.goto('./learn/nothing/');
    expect(response!.status()).toBe(404);
    await ready(page);
    await expectIcon(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page does not exist');
    await page.getByRole('link', { name: 'Go to the course map' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Course map');
    await page.goto('./learn/khojaly/02-whose-words/');
    await expectIcon(page);
    // The browser itself reports that the address answered 404.
    for (const complaint of complaints.splice(0)) expect(complaint).toContain('404');
  });
});
