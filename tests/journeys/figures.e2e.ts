import {
  check,
  checkButton,
  EXERCISES,
  exercise,
  expect,
  expectScore,
  open,
  picture,
  practice,
  press,
  ready,
  select,
  test,
  textOf,
  toolbar,
  type Place
} from './helpers.ts';
import {
  absentButton,
  answerStep,
  cellButton,
  columnsOf,
  ledgerKey,
  solveLedgerByKeys,
  sheet,
  solveLedger,
  step,
  textIn
} from './solving.ts';

const FIRST = 'warm-up/ledger-first';
const THREE = 'warm-up/ledger-three';
const ORIGINS = 'khojaly/ledger-origins';
const LEDGERS = EXERCISES.filter(({ name }) => /\/ledger-/.test(name)).map(({ name }) => name);

test.describe('A ledger', () => {
  test('by pointing: every step as the key has it earns 100, and the verdict draws it', async ({
    page
  }, info) => {
    test.setTimeout(120_000);
    await open(page, practice(THREE));
    const task = exercise(page, THREE);
    await expect(task.getByText('Some stand for people.')).toBeVisible();
    await solveLedger(page, THREE);
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
    const key = await ledgerKey(page, FIRST);
    const { mentions } = key.cells.find(({ id }) => id === 'books-wet@notice')!;
    const [text] = await columnsOf(task);
    await sheet(page, task, false);
    await select(page, textIn(task, text!), 'warm-up', mentions[0]!.place);
    await press(toolbar(page).getByRole('button', { name: /^Into row b: / }));
    await sheet(page, task, true);
    await expect(cellButton(task, 1, text!)).toHaveText('1,240');
    await expect(task.getByText('Numbers: 1 of 12', { exact: true }).first()).toBeVisible();
  });

  test('all absent earns 0, and each number says that it was there', async ({ page }) => {
    await open(page, practice(FIRST));
    const task = exercise(page, FIRST);
    const texts = await columnsOf(task);
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
    await solveLedgerByKeys(page, FIRST);
    await checkButton(task).focus();
    await page.keyboard.press('Enter');
    await expectScore(task, 100);
    await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
  });

  test('with the letters of a projector every column is in sight, at 1280 and at 1920 pixels @wide', async ({
    page
  }) => {
    await open(page, practice(ORIGINS));
    await page.evaluate(() => void (document.documentElement.dataset['size'] = 'projector'));
    const table = exercise(page, ORIGINS).getByRole('table').locator('..');
    for (const width of [1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const hidden = await table.evaluate((box) => box.scrollWidth - box.clientWidth);
      expect(hidden, `pixels of the table that are out of sight at ${width}`).toBe(0);
    }
  });

  test('what was filled, compared and traced is there again after the page is reloaded', async ({ page }) => {
    await open(page, practice(THREE));
    const task = exercise(page, THREE);
    const texts = await columnsOf(task);
    const place = (source: string, quote: string): Place => {
      const start = textOf('warm-up', source).indexOf(quote);
      return { source, start, end: start + quote.length, quote };
    };
    for (const [i, source] of ['notice', 'careful'].entries()) {
      await sheet(page, task, true);
      await press(task.locator('fieldset:visible label', { hasText: texts[i]! }));
      await press(cellButton(task, 1, texts[i]!));
      await select(page, textIn(task, texts[i]!), 'warm-up', place(source, '1,240'));
      await press(toolbar(page).getByRole('button', { name: 'Done with row b: ' }));
    }
    await sheet(page, task, true);
    await answerStep(page, task, 'Compare', 'Pair', ['same']);
    await press(step(task, 'Origins'));
    await press(task.locator('label:has(input[value="unnamed"])'));
    await expect(task.getByText('Saved in this browser')).toBeVisible();
    await page.reload();
    await ready(page);
    await expect(cellButton(task, 1, texts[0]!)).toHaveText('1,240');
    await expect(step(task, 'Compare')).toContainText('1 of 1');
    await expect(step(task, 'Origins')).toContainText('1 of 2');
    // A cell that is emptied takes along what was said of its number, and the number brings it back.
    await press(task.locator('fieldset:visible label', { hasText: texts[1]! }));
    await expect(cellButton(task, 1, texts[1]!)).toHaveAccessibleName(/1,240; same, beside The Town Clerk/);
    await cellButton(task, 1, texts[1]!).focus();
    await page.keyboard.press('Delete');
    await expect(step(task, 'Compare')).toContainText('after 1');
    await press(cellButton(task, 1, texts[1]!));
    await select(page, textIn(task, texts[1]!), 'warm-up', place('careful', '1,240'));
    await press(toolbar(page).getByRole('button', { name: 'Done with row b: ' }));
    await expect(step(task, 'Compare')).toContainText('1 of 1');
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
            - rowheader "a depth of the water in the library"
            - cell:
              - 'button "Row a, depth of the water in the library, The Town Clerk’s notice: open; choose"'
              - 'button "Row a, depth of the water in the library, The Town Clerk’s notice: absent"'
    `);
    const status = task.getByRole('status').first();
    await cellButton(task, 0, 'The Town Clerk’s notice').focus();
    await page.keyboard.press('Enter');
    await expect(status).toHaveText(/^Row a, depth of the water .*: choose its number in the text/);
  });

  test('of seven rows and four texts is found whole in its verdict @server @wide', async ({ page }, info) => {
    test.setTimeout(180_000);
    await open(page, practice(ORIGINS));
    await expect(page.getByText('Each number stands for people.')).toBeVisible();
    await picture(page, info, 'open', true);
    await solveLedger(page, ORIGINS);
    await check(exercise(page, ORIGINS));
    await expectScore(exercise(page, ORIGINS), 100);
    await picture(page, info, 'verdict', true);
  });

  test('there are several in each pack', () => {
    for (const pack of ['warm-up', 'khojaly'])
      expect(LEDGERS.filter((name) => name.startsWith(pack)).length).toBeGreaterThanOrEqual(3);
  });
});
