import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';
import { label, sort, sortAsKey } from './attributing.ts';
import {
  check,
  current,
  enter,
  enterAndStay,
  exercise,
  expect,
  expectScore,
  open,
  practice,
  press,
  ready,
  resultRows,
  slider,
  test
} from './helpers.ts';

const SORT = 'warm-up/sort-two-voices-short';
const MARK = 'warm-up/mark-careful';

/** Answers the first three statements. */
async function begin(page: Page): Promise<void> {
  await current(exercise(page, SORT)).focus();
  for (const key of ['2', 'ArrowRight', '1', 'ArrowRight', '2']) await page.keyboard.press(key);
  await expectBegun(page);
}

async function expectBegun(page: Page): Promise<void> {
  await expect(exercise(page, SORT).getByText(/^3 of \d+$/)).toBeVisible();
}

/** The stored record of an exercise: its key ends with the exercise's name. */
const recordOf = (page: Page, name: string) =>
  page.evaluate((name) => {
    const key = Object.keys(localStorage).find((key) => key.endsWith(name));
    return key ? { key, raw: localStorage.getItem(key)! } : null;
  }, name);

async function textOfDownload(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

test.describe('An answer in progress', () => {
  test('survives a reload, and goes on at the first open statement', async ({ page }) => {
    await open(page, practice(SORT));
    await begin(page);
    await page.reload();
    await ready(page);
    await expectBegun(page);
    const task = exercise(page, SORT);
    await current(task).focus();
    await page.keyboard.press('Home');
    await expect(label(task, 'Hands to a source')).toBeChecked();
  });

  test('survives going to another page and back', async ({ page }) => {
    await open(page, practice(SORT));
    await begin(page);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Learn' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Course map');
    await page.goBack();
    await expectBegun(page);
    // Also where the page is loaded anew.
    await open(page, './teach/');
    await page.goBack();
    await ready(page);
    await expectBegun(page);
  });

  test('survives a tab that crashes', async ({ page, context }) => {
    await open(page, practice(SORT));
    await begin(page);
    const crashed = page.waitForEvent('crash');
    const client = await context.newCDPSession(page);
    void client.send('Page.crash').catch(() => {});
    await crashed;
    const another = await context.newPage();
    await open(another, practice(SORT));
    await expectBegun(another);
  });

  test('survives as marks too, and so does a verdict', async ({ page }) => {
    await open(page, practice(MARK));
    const task = exercise(page, MARK);
    await slider(task).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('s');
    await page.keyboard.press('Enter');
    await expect(task.getByText('Saved in this browser')).toBeVisible();
    await page.reload();
    await ready(page);
    await expect(task.getByText('1 marked')).toBeVisible();
    await expect(task.getByRole('img', { name: /^Your mark 1/ })).toBeVisible();
    await check(task);
    await page.reload();
    await ready(page);
    await expect(task).toHaveAttribute('data-state', 'checked');
    await expect(task.getByRole('heading', { name: 'What you read' })).toBeVisible();
  });

  test('that was checked comes back with its verdict after “Try again”', async ({ page }) => {
    await open(page, practice(SORT));
    const task = exercise(page, SORT);
    await sortAsKey(page, SORT);
    await check(task);
    await task.getByRole('button', { name: 'Try again' }).click();
    await expect(task.getByText(/^0 of \d+$/)).toBeVisible();
    await task.getByRole('button', { name: 'Back to my checked answer' }).click();
    await expect(task).toHaveAttribute('data-state', 'checked');
    await expectScore(task, 100);
    await page.reload();
    await ready(page);
    await expectScore(task, 100);
  });

  test('to a half-worked example of a lesson survives a reload, with what it says', async ({ page }) => {
    await open(page, './learn/warm-up/01-whose-words/');
    const example = page.getByRole('group', { name: 'Your turn' }).first();
    await press(example.getByRole('radio', { name: 'States' }));
    await expect(example.getByText('The key reads:')).toBeVisible();
    await page.reload();
    await ready(page);
    await expect(example.getByRole('radio', { name: 'States' })).toBeChecked();
    await expect(example.getByText('The key reads:')).toBeVisible();
  });

  test('is taken over from another tab, and the page says so', async ({ page, context }) => {
    await open(page, practice(SORT));
    const other = await context.newPage();
    await open(other, practice(SORT));
    await begin(other);
    await expectBegun(page);
    await expect(
      page.getByText(/^You went on with “.+” in another tab\. Here is that newer answer\.$/)
    ).toBeVisible();
    await page.getByRole('button', { name: 'Close this notice' }).click();
    await expect(page.getByText(/in another tab/)).toBeHidden();
  });

  test('is kept beside the reflections that one writes for oneself', async ({ page }) => {
    await open(page, './learn/warm-up/01-whose-words/');
    const box = page.getByRole('textbox', { name: 'What did I want the text to say?' });
    await box.fill('That the bell was stolen.');
    await expect(page.getByText('Kept.')).toBeVisible();
    await page.reload();
    await ready(page);
    await expect(box).toHaveValue('That the bell was stolen.');
  });
});

test.describe('Progress', () => {
  test('can be saved as a file, erased after a question, and brought in again whole', async ({ page }) => {
    await open(page, practice(SORT));
    await sort(page, SORT, () => 'own');
    await check(exercise(page, SORT));
    await exercise(page, SORT).getByRole('button', { name: 'Try again' }).click();
    await sortAsKey(page, SORT);
    await check(exercise(page, SORT));
    await open(page, practice(MARK));
    await slider(exercise(page, MARK)).focus();
    await page.keyboard.press('s');
    await page.keyboard.press('Enter');
    await expect(exercise(page, MARK).getByText('1 marked')).toBeVisible();

    await open(page, './results/');
    const cells = resultRows(page).nth(1).getByRole('cell');
    await expect(cells.filter({ visible: true })).toHaveText(
      page.viewportSize()!.width < 544 ? ['0', '100'] : ['0', '100', '2', /\d/]
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as a file' }).click()
    ]);
    expect(download.suggestedFilename()).toMatch(/^whose-words-\d{4}-\d\d-\d\d\.json$/);
    const content = await textOfDownload(download);
    expect(JSON.parse(content)).toMatchObject({
      app: 'whose-words',
      exercises: { [SORT]: { attempts: 2 }, [MARK]: {} }
    });

    // What was kept besides, of its own accord, goes as well.
    await expect.poll(() => page.evaluate(() => localStorage.getItem('whose-words/font'))).not.toBeNull();
    const erase = page.getByRole('button', { name: 'Erase everything…' });
    await erase.click();
    const dialog = page.getByRole('dialog', { name: 'Erase everything that is kept in this browser?' });
    const { y, height } = (await dialog.boundingBox())!;
    const window = page.viewportSize()!;
    // In the middle, or on a small screen from below.
    if (window.width > 960) expect(Math.abs(y + height / 2 - window.height / 2)).toBeLessThan(2);
    else expect(y + height).toBeCloseTo(window.height, 0);
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await expect(dialog).toBeHidden();
    await expect(cells).not.toHaveCount(0);
    await erase.click();
    await dialog.getByRole('button', { name: 'Erase everything' }).click();
    await expect(page.getByText('Everything is erased from this browser.')).toBeVisible();
    await expect(page.getByText('Nothing here yet.')).toBeVisible();
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);

    await page.getByLabel('Bring in a file').setInputFiles({
      name: 'progress.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content)
    });
    await expect(page.getByText('2 exercises of the file joined with what is here.')).toBeVisible();
    await expect(cells.filter({ visible: true })).toHaveText(
      page.viewportSize()!.width < 544 ? ['0', '100'] : ['0', '100', '2', /\d/]
    );
    await open(page, practice(MARK));
    await expect(exercise(page, MARK).getByText('1 marked')).toBeVisible();
    await open(page, practice(SORT));
    await expectScore(exercise(page, SORT), 100);
  });

  test('a question that is put away and asked again before its closing is told of stays', async ({
    page
  }) => {
    await open(page, './results/');
    const question = page.getByRole('dialog', { name: 'Erase everything that is kept in this browser?' });
    for (const way of ['Keep it', 'Close', 'Escape']) {
      await page.evaluate(async (way) => {
        const press = (name: string) =>
          [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)!.click();
        /** A turn lets the page follow; its closing is told of later. */
        const isOpen = async (open: boolean) => {
          await Promise.resolve();
          const found = document.querySelector('dialog[open]') !== null;
          if (found !== open) throw new Error(`${way}: the question is ${found ? 'there' : 'not there'}`);
        };
        await isOpen(false);
        press('Erase everything…');
        await isOpen(true);
        if (way === 'Escape') document.querySelector<HTMLDialogElement>('dialog[open]')!.requestClose();
        else press(way);
        await isOpen(false);
        press('Erase everything…');
        await isOpen(true);
        for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
      }, way);
      await expect(question, way).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(question, way).toBeHidden();
    }
  });

  test('asks before a file takes the place of an answer begun here', async ({ page }) => {
    await open(page, practice(SORT));
    await begin(page);
    await open(page, './results/');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as a file' }).click()
    ]);
    const file = JSON.parse(await textOfDownload(download)) as {
      exercises: Record<string, { at: number; answer: { labels: object } }>;
    };
    file.exercises[SORT]!.at += 60_000;
    file.exercises[SORT]!.answer.labels = {};
    const bring = () =>
      page.getByLabel('Bring in a file').setInputFiles({
        name: 'progress.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(file))
      });
    const dialog = page.getByRole('dialog', { name: 'Replace answers that you have begun here?' });
    await bring();
    await dialog.getByRole('button', { name: 'Keep mine' }).click();
    await expect(page.getByText('1 exercise of the file joined')).toBeVisible();
    await open(page, practice(SORT));
    await expectBegun(page);
    await open(page, './results/');
    await bring();
    await dialog.getByRole('button', { name: 'Take those of the file' }).click();
    await expect(page.getByText('1 exercise of the file joined')).toBeVisible();
    await open(page, practice(SORT));
    await expect(exercise(page, SORT).getByText(/^0 of \d+$/)).toBeVisible();
  });

  test('takes nothing from a file that is not whole or not ours, and says why', async ({ page }) => {
    await open(page, './results/');
    for (const [content, why] of [
      ['{"app": "whose-w', 'The file is not a progress file, or it was cut short.'],
      ['{"app": "another"}', 'The file comes from another program.'],
      ['{"app": "whose-words", "format": 99}', 'The file was made by a newer version of this site.'],
      ['{"app": "whose-words", "format": 1, "exercises": 7}', 'The file is damaged at']
    ] as const) {
      await page.getByLabel('Bring in a file').setInputFiles({
        name: 'file.json',
        mimeType: 'application/json',
        buffer: Buffer.from(content)
      });
      await expect(page.getByRole('alert').filter({ hasText: why })).toBeVisible();
    }
  });

  test('by keyboard alone: saved as a file, set aside and downloaded, erased, and brought in again @wide', async ({
    page
  }) => {
    test.slow();
    await open(page, practice(MARK));
    await check(exercise(page, MARK));
    await open(page, practice(SORT));
    await begin(page);
    const damage = async () => {
      const { key, raw } = (await recordOf(page, SORT))!;
      await page.evaluate(([key, raw]) => localStorage.setItem(key!, raw!), [key, raw.slice(0, 40)]);
      return raw.slice(0, 40);
    };
    const given = async (target: Locator) => {
      const [download] = await Promise.all([page.waitForEvent('download'), enterAndStay(page, target)]);
      return textOfDownload(download);
    };
    const save = page.getByRole('button', { name: 'Save as a file' });
    const bring = page.getByLabel('Bring in a file');
    const erase = page.getByRole('button', { name: 'Erase everything…' });

    await open(page, './results/');
    const content = await given(save);
    expect(JSON.parse(content)).toMatchObject({ exercises: { [SORT]: {}, [MARK]: { attempts: 1 } } });
    const damaged = await damage();
    await page.reload();
    await ready(page);
    // The notice goes with its button: Tab goes on where it stood, to the page.
    const close = page.getByRole('button', { name: 'Close this notice' });
    await enter(page, close);
    await expect(close).toHaveCount(0);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
    expect(await given(page.getByRole('button', { name: /^Download/ }))).toBe(damaged);

    // A question takes the focus and gives it back, whichever way it is answered.
    await enter(page, erase);
    const sure = page.getByRole('dialog').getByRole('button', { name: 'Erase everything', exact: true });
    await enter(page, sure);
    await expect(page.getByText('Everything is erased from this browser.')).toBeVisible();
    await expect(erase).toBeFocused();
    await expect(resultRows(page)).toHaveCount(0);

    // Enter opens the browser's own choice of files, which is answered. One listener: each new one would race the key.
    let chosen = '';
    page.on(
      'filechooser',
      (chooser) =>
        void chooser.setFiles({
          name: 'progress.json',
          mimeType: 'application/json',
          buffer: Buffer.from(chosen)
        })
    );
    const choose = async (content: string) => {
      chosen = content;
      await enter(page, bring);
    };
    await choose('{"app": "whose-w');
    await expect(
      page.getByRole('alert').filter({ hasText: /^The file is not a progress file/ })
    ).toBeVisible();
    await expect(bring).toBeFocused();
    await choose(content);
    await expect(page.getByText('2 exercises of the file joined with what is here.')).toBeVisible();
    // The results come above it: what is said stays in sight, and so does what has the focus.
    await expect(resultRows(page)).toHaveCount(2);
    await expect(bring).toBeFocused();
    await expect(bring).toBeInViewport();

    const newer = JSON.parse(content) as {
      exercises: Record<string, { at: number; answer: { labels: object } }>;
    };
    newer.exercises[SORT]!.at += 60_000;
    newer.exercises[SORT]!.answer.labels = {};
    await choose(JSON.stringify(newer));
    await enter(page, page.getByRole('dialog').getByRole('button', { name: 'Keep mine' }));
    await expect(page.getByText('2 exercises of the file joined with what is here.')).toBeVisible();
    await expect(bring).toBeFocused();
  });

  test('that is damaged is set aside with a word, can be downloaded, and nothing else is touched', async ({
    page
  }) => {
    await open(page, practice(MARK));
    await check(exercise(page, MARK));
    await open(page, practice(SORT));
    await begin(page);
    const record = (await recordOf(page, SORT))!;
    const damaged = record.raw.slice(0, record.raw.length / 2);
    await page.evaluate(([key, raw]) => localStorage.setItem(key!, raw!), [record.key, damaged]);
    await page.reload();
    await ready(page);
    await expect(
      page.getByText(
        'A stored answer was damaged. It is set aside, not lost: you can download it under Results.'
      )
    ).toBeVisible();
    // The exercise can be begun again at once.
    await begin(page);
    await open(page, './results/');
    await expect(resultRows(page).nth(1).getByRole('cell').first()).toHaveText('0');
    await expect(page.getByRole('heading', { name: 'Set aside' })).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Download/ }).click()
    ]);
    expect(await textOfDownload(download)).toBe(damaged);
  });

  test('that was tampered with, or is far too large, is set aside too', async ({ page }) => {
    await open(page, practice(SORT));
    await begin(page);
    const record = (await recordOf(page, SORT))!;
    const tampered = record.raw.replace('"attempts":0', '"attempts":"many"');
    expect(tampered).not.toBe(record.raw);
    const set = (raw: string) =>
      page.evaluate(([key, raw]) => localStorage.setItem(key!, raw!), [record.key, raw]);
    await set(tampered);
    await page.reload();
    await expect(page.getByText(/^A stored answer was damaged\. It is set aside/)).toBeVisible();
    await set(`{"data":"${'x'.repeat(1_000_001)}"}`);
    await page.reload();
    await expect(
      page.getByText(/^A stored answer was far too large to be one\. It is set aside/)
    ).toBeVisible();
    await open(page, './results/');
    await expect(page.getByRole('button', { name: /^Download/ })).toHaveCount(2);
  });

  test('of an earlier edition of an exercise is set aside with a word when the exercise has changed', async ({
    page
  }) => {
    await open(page, practice(SORT));
    await begin(page);
    const record = (await recordOf(page, SORT))!;
    // As an earlier edition would have left it: without a sum of ours, it is looked at closely and taken.
    const { data } = JSON.parse(record.raw) as { data: { version: string } };
    const earlier = JSON.stringify({ format: 1, data: { ...data, version: 'earlier' } });
    await page.evaluate(([key, raw]) => localStorage.setItem(key!, raw!), [record.key, earlier]);
    await open(page, './learn/');
    await expect.poll(async () => (await recordOf(page, SORT))!.raw).toContain('"sum"');
    await open(page, practice(SORT));
    await expect(
      page.getByText(/was changed after you began your answer, so you start afresh\. It is set aside/)
    ).toBeVisible();
    await expect(exercise(page, SORT).getByText(/^0 of \d+$/)).toBeVisible();
  });

  test('that finds no room is said, and the answer stays on the page and can be checked', async ({
    page
  }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      };
    });
    await open(page, practice(SORT));
    const task = exercise(page, SORT);
    await begin(page);
    await expect(task.getByRole('alert')).toContainText('This browser has no room left');
    await expect(task.getByText('Saved in this browser')).toBeHidden();
    await sortAsKey(page, SORT);
    await check(task);
    await expectScore(task, 100);
  });

  test('works where the browser keeps nothing at all, and says so', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        }
      });
    });
    await open(page, practice(SORT));
    await expect(page.getByText(/^This browser lets the site keep nothing/)).toBeVisible();
    await begin(page);
    await check(exercise(page, SORT));
  });

  test('keeps the chosen colours, from the first paint on', async ({ page, complaints }) => {
    const root = page.locator('html');
    const colours = page.getByRole('combobox', { name: 'Colours' });
    await page.emulateMedia({ colorScheme: 'light' });
    await open(page, './');
    const light = await root.evaluate((element) => getComputedStyle(element).backgroundColor);
    await colours.selectOption('Dark');
    await expect(root).not.toHaveCSS('background-color', light);
    const dark = await root.evaluate((element) => getComputedStyle(element).backgroundColor);
    // Before any script of the page has come.
    await page.route('**/_app/**/*.js', (route) => route.abort());
    await page.reload();
    await expect(root).toHaveCSS('background-color', dark);
    await page.unroute('**/_app/**/*.js');
    complaints.length = 0;
    await page.reload();
    await ready(page);
    await expect(colours).toHaveValue('dark');
    await colours.selectOption('Light');
    await expect(root).toHaveCSS('background-color', light);
  });

  test('keeps the chosen text size, from the first paint on, beside the colours', async ({
    page,
    complaints
  }) => {
    const root = page.locator('html');
    const size = page.getByRole('combobox', { name: 'Text size' });
    const colours = page.getByRole('combobox', { name: 'Colours' });
    await open(page, './');
    await expect(size).toHaveValue('normal');
    await expect(root).toHaveCSS('font-size', '16px');
    await colours.selectOption('Dark');
    await size.selectOption('Projector');
    await expect(root).toHaveCSS('font-size', '25.6px');
    // Before any script of the page has come.
    await page.route('**/_app/**/*.js', (route) => route.abort());
    await page.reload();
    await expect(root).toHaveCSS('font-size', '25.6px');
    await page.unroute('**/_app/**/*.js');
    complaints.length = 0;
    await page.reload();
    await ready(page);
    await expect(size).toHaveValue('projector');
    await expect(colours).toHaveValue('dark');
    await size.selectOption('Normal');
    await expect(root).toHaveCSS('font-size', '16px');
  });

  test('keeps the choice of a text size in sight at the foot of a long page, which grows and shrinks', async ({
    page
  }) => {
    const size = page.getByRole('combobox', { name: 'Text size' });
    await open(page, './learn/warm-up/01-whose-words/');
    await size.scrollIntoViewIfNeeded();
    for (const name of ['Projector', 'Normal', 'Large']) {
      await size.selectOption(name);
      await expect(size).toBeInViewport({ ratio: 1 });
    }
  });

  test('reads settings from before there was a text size', async ({ page }) => {
    await open(page, './');
    await page.getByRole('combobox', { name: 'Colours' }).selectOption('Dark');
    await page.evaluate(() =>
      localStorage.setItem('whose-words/1/settings', JSON.stringify({ format: 1, data: { theme: 'dark' } }))
    );
    await page.reload();
    await ready(page);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page.getByRole('combobox', { name: 'Text size' })).toHaveValue('normal');
    await expect(page.getByRole('combobox', { name: 'Colours' })).toHaveValue('dark');
  });
});
