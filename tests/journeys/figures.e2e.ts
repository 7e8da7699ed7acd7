import type { Locator, Page } from '@playwright/test';
import type { Key } from '../../src/lib/exercises/figures/schema.ts';
import { tokens, tokensIn } from '../../src/lib/text/tokens.ts';
import {
  check,
  EXERCISES,
  exercise,
  expect,
  expectScore,
  open,
  picture,
  pointsOf,
  practice,
  press,
  ready,
  select,
  slider,
  test,
  textOf,
  toolbar,
  type Place
} from './helpers.ts';

const FIRST = 'warm-up/ledger-first';
const THREE = 'warm-up/ledger-three';
const ORIGINS = 'khojaly/ledger-origins';
const LEDGERS = EXERCISES.filter(({ name }) => /\/ledger-/.test(name)).map(({ name }) => name);

async function keyOf(page: Page, name: string): Promise<Key> {
  const response = await page.request.get(`./keys/${name}.json`);
  expect(response.status(), `the key of ${name}`).toBe(200);
  return ((await response.json()) as { key: Key }).key;
}

const small = (page: Page) => page.evaluate(() => matchMedia('(max-width: 60rem)').matches);

/** The texts of a ledger in the order of its columns, as the page calls them. */
async function textsOf(task: Locator): Promise<string[]> {
  return task
    .locator('thead th:not(.counted)')
    .evaluateAll((cells) => cells.map((c) => c.textContent.trim()));
}

const cellButton = (task: Locator, row: number, text: string) =>
  task.getByRole('button', { name: new RegExp(`^Row ${row + 1}, .*, ${escaped(text)}: (?!absent$)`) });
const absentButton = (task: Locator, row: number, text: string) =>
  task.getByRole('button', { name: new RegExp(`^Row ${row + 1}, .*, ${escaped(text)}: absent$`) }).last();
const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** On a small screen the sheet with the task has to be there, or out of the way. */
async function sheet(page: Page, task: Locator, shown: boolean): Promise<void> {
  if (!(await small(page))) return;
  const handle = task.getByRole('button', { name: shown ? 'Show the task' : 'Put the task away' });
  if (await handle.isVisible()) await press(handle);
}

/** The text of a column, by what stands in its head. */
const textIn = (task: Locator, name: string) => task.getByRole('group', { name, exact: true });

/** Fills the table as the key has it, by pointing: cell, words, and "Into row …". */
async function fill(page: Page, name: string, key: Key): Promise<void> {
  const task = exercise(page, name);
  const texts = await textsOf(task);
  const rows = [...new Set(key.cells.map(({ row }) => row))];
  const sources = [...new Set(key.cells.map(({ source }) => source))];
  for (const source of sources) {
    const text = texts[sources.indexOf(source)]!;
    await sheet(page, task, true);
    await press(task.locator('fieldset:visible label', { hasText: text }));
    for (const { row, mentions } of key.cells.filter((cell) => cell.source === source)) {
      const at = rows.indexOf(row);
      await sheet(page, task, true);
      if (mentions.length === 0) {
        await press(absentButton(task, at, text));
        continue;
      }
      await press(cellButton(task, at, text));
      // Paragraphs are laid out as they come into sight: look there first, then point.
      await pointsOf(textIn(task, text), name.split('/')[0]!, mentions[0]!.place);
      await select(page, textIn(task, text), name.split('/')[0]!, mentions[0]!.place);
      await press(toolbar(page).getByRole('button', { name: `Into row ${at + 1}: ` }));
      await expect(toolbar(page)).toBeHidden();
      await expect(cellButton(task, at, text)).toContainText(mentions[0]!.place.quote);
    }
  }
  await sheet(page, task, true);
}

const step = (task: Locator, name: string) =>
  task.getByRole('list', { name: 'Steps' }).getByRole('button', { name });

/** Answers a step, one after the other, by the options' values. */
async function answer(
  page: Page,
  task: Locator,
  name: string,
  what: string,
  values: string[]
): Promise<void> {
  await press(step(task, name));
  for (const [i, value] of values.entries()) {
    await expect(task.getByText(`${what} ${i + 1} of ${values.length}`, { exact: true })).toBeVisible();
    await press(task.locator(`label:has(input[value="${value}"])`));
    if (i < values.length - 1) await press(task.getByRole('button', { name: `Next ${what.toLowerCase()}` }));
  }
  await expect(step(task, name)).toContainText(`${values.length} of ${values.length}`);
}

async function solve(page: Page, name: string, key: Key): Promise<void> {
  const task = exercise(page, name);
  await fill(page, name, key);
  const as = (list: { as: string }[]) => list.map((entry) => entry.as);
  if (key.relations.length > 0) await answer(page, task, 'Compare', 'Pair', as(key.relations));
  if (key.pairs.length > 0) await answer(page, task, 'Lookalikes', 'Pair', as(key.pairs));
  if (key.origins.length > 0) await answer(page, task, 'Origins', 'Number', as(key.origins));
  if (key.questions.length > 0)
    await answer(
      page,
      task,
      'What follows',
      'Question',
      key.questions.map(({ right }) => right)
    );
}

test.describe('A ledger', () => {
  test('by pointing: every step as the key has it earns 100, and the verdict draws it', async ({
    page
  }, info) => {
    test.setTimeout(120_000);
    await open(page, practice(THREE));
    const task = exercise(page, THREE);
    await expect(task.getByText('Some stand for people.')).toBeVisible();
    await solve(page, THREE, await keyOf(page, THREE));
    await picture(page, info, 'solved', true);
    await check(task);
    await expectScore(task, 100);
    await expect(task.getByRole('region', { name: /the picture$/ })).toBeVisible();
    await picture(page, info, 'verdict', true);
    await press(task.getByText('The same as a table'));
    await expect(task.getByRole('cell', { name: /nearly 20,000|20,000/ }).first()).toContainText('differs');
    await press(task.locator('summary', { hasText: 'depth of the water' }).first());
    await expect(task.locator('details[open]')).not.toHaveCount(0);
    await picture(page, info, 'table', true);
  });

  test('the other way round: first the number, then its row', async ({ page }) => {
    await open(page, practice(FIRST));
    const task = exercise(page, FIRST);
    const key = await keyOf(page, FIRST);
    const { mentions } = key.cells.find(({ id }) => id === 'books-wet@notice')!;
    const [text] = await textsOf(task);
    await sheet(page, task, false);
    await select(page, textIn(task, text!), 'warm-up', mentions[0]!.place);
    await press(toolbar(page).getByRole('button', { name: /^Into row 2: / }));
    await sheet(page, task, true);
    await expect(cellButton(task, 1, text!)).toHaveText('1,240');
    await expect(task.getByText('Numbers: 1 of 12 · step 1 of 2', { exact: true }).first()).toBeVisible();
  });

  test('all absent earns 0, and each number says that it was there', async ({ page }) => {
    await open(page, practice(FIRST));
    const task = exercise(page, FIRST);
    const texts = await textsOf(task);
    for (const text of texts) {
      await press(task.locator('fieldset:visible label', { hasText: text }));
      for (let row = 0; row < 6; row++) await press(absentButton(task, row, text));
    }
    await check(task);
    await expectScore(task, 0);
    await expect(
      task.getByText(/^You found 0 of 9 numbers, and 3 of 3 places where a text has none\./)
    ).toBeVisible();
    await expect(task.getByText('You said absent').first()).toBeVisible();
  });

  test('by keyboard alone: arrows between cells, Enter to the text, and back with the number @wide', async ({
    page
  }) => {
    await open(page, practice(FIRST));
    const task = exercise(page, FIRST);
    const key = await keyOf(page, FIRST);
    const texts = await textsOf(task);
    const sources = ['notice', 'careless'];
    await cellButton(task, 0, texts[0]!).focus();
    for (const [c, source] of sources.entries()) {
      const words = tokens(textOf('warm-up', source));
      for (let r = 0; r < 6; r++) {
        const cell = key.cells.find((one) => one.source === source && one.row === rowsOf(key)[r])!;
        const button = task.locator(`[data-at="${r} ${c}"]`);
        // Where the keyboard is after the last cell, the arrows lead on.
        await page.keyboard.press('Home');
        for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowUp');
        for (let i = 0; i < r; i++) await page.keyboard.press('ArrowDown');
        for (let i = 0; i < c; i++) await page.keyboard.press('ArrowRight');
        await expect(button).toBeFocused();
        if (cell.mentions.length === 0) {
          await page.keyboard.press('a');
          await expect(button).toHaveAccessibleName(/: absent$/);
          continue;
        }
        await page.keyboard.press('Enter');
        await expect(slider(task)).toBeFocused();
        await page.keyboard.press('Control+Home');
        const [from, to] = tokensIn(words, cell.mentions[0]!.place);
        for (let w = 0; w < from; w++) await page.keyboard.press('ArrowRight');
        await expect(slider(task)).toHaveJSProperty('value', String(from));
        await page.keyboard.press('Enter');
        for (let w = from; w < to - 1; w++) await page.keyboard.press('Shift+ArrowRight');
        await page.keyboard.press('Enter');
        await expect(button).toHaveText(cell.mentions[0]!.place.quote);
        await expect(task.locator('[data-at]:focus')).toBeVisible();
      }
    }
    await step(task, 'What follows').focus();
    await page.keyboard.press('Enter');
    for (const [i, { right }] of key.questions.entries()) {
      await expect(task.getByText(`Question ${i + 1} of 3`, { exact: true })).toBeVisible();
      await task.locator(`input[value="${right}"]`).focus();
      await page.keyboard.press('Space');
      await task.getByRole('button', { name: 'Next question' }).focus();
      await page.keyboard.press('Enter');
    }
    await task.getByRole('button', { name: 'Check', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expectScore(task, 100);
    await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
  });

  test('what was filled, compared and traced is there again after the page is reloaded', async ({ page }) => {
    await open(page, practice(THREE));
    const task = exercise(page, THREE);
    const texts = await textsOf(task);
    const place = (source: string, quote: string): Place => {
      const start = textOf('warm-up', source).indexOf(quote);
      return { source, start, end: start + quote.length, quote };
    };
    for (const [i, source] of ['notice', 'careful'].entries()) {
      await sheet(page, task, true);
      await press(task.locator('fieldset:visible label', { hasText: texts[i]! }));
      await press(cellButton(task, 1, texts[i]!));
      await select(page, textIn(task, texts[i]!), 'warm-up', place(source, '1,240'));
      await press(toolbar(page).getByRole('button', { name: 'Into row 2: ' }));
    }
    await sheet(page, task, true);
    await answer(page, task, 'Compare', 'Pair', ['same']);
    await press(step(task, 'Origins'));
    await press(task.locator('label:has(input[value="unnamed"])'));
    await expect(task.getByText('Saved in this browser')).toBeVisible();
    await page.reload();
    await ready(page);
    await expect(cellButton(task, 1, texts[0]!)).toHaveText('1,240');
    await expect(step(task, 'Compare')).toContainText('1 of 1');
    await expect(step(task, 'Origins')).toContainText('1 of 2');
    // A cell that is emptied takes along what was said of it.
    await press(task.locator('fieldset:visible label', { hasText: texts[1]! }));
    await expect(cellButton(task, 1, texts[1]!)).toHaveAccessibleName(/1,240; same, beside The Town Clerk/);
    await cellButton(task, 1, texts[1]!).focus();
    await page.keyboard.press('Delete');
    await expect(step(task, 'Compare')).toContainText('after 1');
  });

  test('a screen reader hears a table of cells, each with its row, its text and what stands in it @wide', async ({
    page
  }) => {
    await open(page, practice(FIRST));
    const task = exercise(page, FIRST);
    await expect(task.getByRole('table', { name: /^The ledger: 6 counts in 2 texts/ })).toMatchAriaSnapshot(`
      - table:
        - 'caption': 'The ledger: 6 counts in 2 texts'
        - rowgroup:
          - row:
            - columnheader "Counted"
            - columnheader "The Town Clerk’s notice"
            - columnheader "Report in Seven Shores Today"
        - rowgroup:
          - row:
            - rowheader "1 depth of the water in the library"
            - cell:
              - 'button "Row 1, depth of the water in the library, The Town Clerk’s notice: open; choose"'
              - 'button "Row 1, depth of the water in the library, The Town Clerk’s notice: absent"'
    `);
    const status = task.getByRole('status').first();
    await cellButton(task, 0, 'The Town Clerk’s notice').focus();
    await page.keyboard.press('Enter');
    await expect(status).toHaveText(/^Row 1, depth of the water .*: choose its number in the text/);
  });

  test('of seven rows and four texts is found whole in its verdict @server @wide', async ({ page }, info) => {
    test.setTimeout(180_000);
    await open(page, practice(ORIGINS));
    await expect(page.getByText('Each number stands for people.')).toBeVisible();
    await picture(page, info, 'open', true);
    await solve(page, ORIGINS, await keyOf(page, ORIGINS));
    await check(exercise(page, ORIGINS));
    await expectScore(exercise(page, ORIGINS), 100);
    await picture(page, info, 'verdict', true);
  });

  test('there are several in each pack', () => {
    for (const pack of ['warm-up', 'khojaly'])
      expect(LEDGERS.filter((name) => name.startsWith(pack)).length).toBeGreaterThanOrEqual(3);
  });
});

const rowsOf = (key: Key) => [...new Set(key.cells.map(({ row }) => row))];
