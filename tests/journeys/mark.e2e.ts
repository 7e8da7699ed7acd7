import { tokens, tokensIn } from '../../src/lib/text/tokens.ts';
import { keyOf, markAsKey } from './attributing.ts';
import {
  check,
  checkButton,
  exercise,
  expect,
  expectScore,
  open,
  picture,
  pointsOf,
  practice,
  press,
  select,
  slider,
  test,
  textOf,
  textRegion,
  toolbar,
  type Place
} from './helpers.ts';

const CAREFUL = 'warm-up/mark-careful';
const INDIRECT = 'warm-up/mark-indirect-careful';
const KINDS = 'warm-up/mark-followup';

/** A place in a text, by its words. */
function placeOf(source: string, quote: string): Place {
  const start = textOf('warm-up', source).indexOf(quote);
  return { source, start, end: start + quote.length, quote };
}

const marks = (task: ReturnType<typeof exercise>) => task.getByLabel(/^Your marks/);

test.describe('Marking', () => {
  test('by pointing: draw over the words, or tap the first and the last; the key’s marks earn 100', async ({
    page
  }, info) => {
    await open(page, practice(INDIRECT));
    const task = exercise(page, INDIRECT);
    const count = await markAsKey(page, INDIRECT);
    await expect(task.getByText(`${count} marked`)).toBeVisible();
    await picture(page, info, 'marked');
    await check(task);
    await expectScore(task, 100);
    await picture(page, info, 'verdict');
  });

  test('by keyboard: arrows move, Shift selects, digits mark; the key’s marks earn 100', async ({ page }) => {
    await open(page, practice(KINDS));
    const task = exercise(page, KINDS);
    const words = tokens(textOf('warm-up', 'followup'));
    const { units } = await keyOf(page, KINDS, 'mark');
    const kinds = ['direct', 'indirect', 'mixed'];
    await slider(task).focus();
    await page.keyboard.press('Control+Home');
    let at = 0;
    const wanted = units
      .filter((unit) => unit.target)
      .flatMap(({ kind, places }) => places.map((place) => ({ kind, place })));
    for (const { kind, place } of wanted.sort((a, b) => a.place.start - b.place.start)) {
      const [from, to] = tokensIn(words, place);
      for (; at < from; at++) await page.keyboard.press('ArrowRight');
      await expect(slider(task)).toHaveJSProperty('value', String(from));
      // One word is selected by Enter; more by Shift and the arrows.
      if (to === from + 1) await page.keyboard.press('Enter');
      for (; at < to - 1; at++) await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press(String(kinds.indexOf(kind!) + 1));
    }
    await expect(task.getByText(`${wanted.length} marked`)).toBeVisible();
    await check(task);
    await expectScore(task, 100);
  });

  test('everything marked earns 0, and nothing marked earns 0', async ({ page }) => {
    await open(page, practice(CAREFUL));
    const task = exercise(page, CAREFUL);
    await check(task);
    await expectScore(task, 0);
    await task.getByRole('button', { name: 'Try again' }).click();
    await slider(task).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+Shift+End');
    await page.keyboard.press('Enter');
    await expect(task.getByText('1 marked')).toBeVisible();
    await check(task);
    await expectScore(task, 0);
  });

  test('a mark can be found again, its edges moved, its kind changed, and it can be deleted', async ({
    page
  }) => {
    await open(page, practice(KINDS));
    const task = exercise(page, KINDS);
    const text = textOf('warm-up', 'followup');
    const words = tokens(text);
    const word = (i: number) => text.slice(words[i]!.start, words[i]!.end);
    await slider(task).focus();
    await page.keyboard.press('Control+Home');
    for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowRight');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('2');

    if (await task.getByRole('button', { name: 'Show the task' }).isVisible())
      await press(task.getByRole('button', { name: 'Show the task' }));
    const mark = marks(task).getByRole('listitem');
    await expect(mark).toHaveCount(1);
    await press(mark.locator('summary'));
    const status = task.getByRole('status').first();
    await press(mark.getByRole('button', { name: 'End mark 1 a word later' }));
    await expect(status).toContainText(new RegExp(`^Now: .*${word(44)}`));
    await press(mark.getByRole('button', { name: 'End mark 1 a word earlier' }));
    await press(mark.getByRole('button', { name: 'Begin mark 1 a word later' }));
    await expect(status).not.toContainText(word(40) + ' ');
    await press(mark.getByRole('button', { name: 'Begin mark 1 a word earlier' }));
    await expect(status).toContainText(new RegExp(`^Now: \\W?${word(40)}\\b`));
    await press(mark.getByRole('radio', { name: 'Mixed' }));
    await expect(textRegion(task).getByRole('img', { name: 'Your mark 1, Mixed:' })).toBeVisible();
    await press(mark.getByRole('button', { name: 'Show mark 1 in the text' }));
    await expect(slider(task)).toBeFocused();
    await expect(slider(task)).toHaveJSProperty('value', '40');
    await press(mark.getByRole('button', { name: 'Delete mark 1' }));
    await expect(mark).toHaveCount(0);
    await expect(task.getByText('0 marked')).toBeVisible();
    await expect(textRegion(task).getByRole('img')).toHaveCount(0);
  });

  test('pointing at a mark takes it up again, to be removed or marked anew', async ({ page }) => {
    await open(page, practice(CAREFUL));
    const task = exercise(page, CAREFUL);
    const place = placeOf('careful', '1,240 books were wet, 312 of them written off.');
    await select(page, textRegion(task), 'warm-up', place);
    await press(toolbar(page).getByRole('button', { name: 'Hands to a source' }));
    await expect(task.getByText('1 marked')).toBeVisible();
    const { from } = await pointsOf(textRegion(task), 'warm-up', place);
    if (test.info().project.use.hasTouch) await page.touchscreen.tap(from.x + 4, from.y);
    else await page.mouse.click(from.x + 4, from.y);
    await press(toolbar(page).getByRole('button', { name: 'Remove mark' }));
    await expect(task.getByText('0 marked')).toBeVisible();
  });

  test('the whole sentence can be taken, and a selection let go without a mark', async ({ page }) => {
    await open(page, practice(CAREFUL));
    const task = exercise(page, CAREFUL);
    await slider(task).focus();
    await page.keyboard.press('Control+Home');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.press('s');
    await expect(toolbar(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(toolbar(page)).toBeHidden();
    await expect(task.getByText('0 marked')).toBeVisible();
    await page.keyboard.press('s');
    await page.keyboard.press('Enter');
    await expect(task.getByText('1 marked')).toBeVisible();
    await page.keyboard.press('Delete');
    await expect(task.getByText('0 marked')).toBeVisible();
  });

  test('a mark of another kind over a part of one is refused, with what to do', async ({ page }) => {
    await open(page, practice(KINDS));
    const task = exercise(page, KINDS);
    await slider(task).focus();
    await page.keyboard.press('Control+Home');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('1');
    await page.keyboard.press('ArrowLeft');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('2');
    await expect(toolbar(page)).toContainText('Shrink or remove that one first.');
    await expect(task.getByText('1 marked')).toBeVisible();
  });

  test('words that are selected and not marked are named before a check leaves them out', async ({
    page
  }) => {
    await open(page, practice(CAREFUL));
    const task = exercise(page, CAREFUL);
    const button = checkButton(task);
    const said = task.getByRole('alert');
    await slider(task).focus();
    await page.keyboard.press('Control+Home');
    for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowRight');
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(said).toContainText(/Selected, not marked yet: “.+”\. Mark it in the text, or press Check/);
    await expect(task).toHaveAttribute('data-state', 'open');
    await expect(toolbar(page)).toBeVisible();
    // Once it is marked there is nothing to name.
    await slider(task).focus();
    await page.keyboard.press('Enter');
    await expect(task.getByText('1 marked')).toBeVisible();
    await expect(said).toHaveCount(0);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(said).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(task).toHaveAttribute('data-state', 'checked');
  });

  test('a folded passage opens when it is asked for, and marking does not open it', async ({ page }) => {
    const name = 'khojaly/mark-statement-2024';
    await open(page, practice(name));
    const task = exercise(page, name);
    const fold = textRegion(task).getByRole('button', { name: /^Folded:/ });
    await expect(fold).toHaveAttribute('aria-expanded', 'false');
    await expect(textRegion(task)).not.toContainText('Of those killed, 56 were');
    await slider(task).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Shift+Home');
    await page.keyboard.press('Enter');
    await expect(task.getByText('1 marked')).toBeVisible();
    await expect(fold).toHaveAttribute('aria-expanded', 'false');
    await press(fold);
    await expect(fold).toHaveAttribute('aria-expanded', 'true');
    await expect(textRegion(task)).toContainText('Of those killed, 56 were');
  });
});

test.describe('On a touch screen @server @wide', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('a finger that scrolls marks nothing', async ({ page }) => {
    await open(page, practice(CAREFUL));
    const task = exercise(page, CAREFUL);
    const { from } = await pointsOf(
      textRegion(task),
      'warm-up',
      placeOf('careful', 'Sixty-four people signed')
    );
    const before = await page.evaluate(() => scrollY);
    const client = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', up: number) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: from.x, y: from.y - up }]
      });
    await touch('touchStart', 0);
    for (let up = 20; up <= 200; up += 20) await touch('touchMove', up);
    await touch('touchEnd', 0);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 100);
    await expect(toolbar(page)).toBeHidden();
    await expect(task.getByText('0 marked')).toBeVisible();
    // A tap on the same words does begin a selection.
    // The page may still be gliding: where the words are is asked again until the tap meets one.
    await expect(async () => {
      // A second tap would end the selection.
      if (!(await toolbar(page).isVisible())) {
        const { from: now } = await pointsOf(
          textRegion(task),
          'warm-up',
          placeOf('careful', 'Sixty-four people signed')
        );
        await page.touchscreen.tap(now.x, now.y);
      }
      await expect(toolbar(page)).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(toolbar(page)).toContainText('Now the last word');
  });
});

test.describe('Marking on a phone on its side @server @wide', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 844, height: 390 } });

  test('leaves the task beside the text uncovered while words are selected', async ({ page }, info) => {
    await open(page, practice(CAREFUL));
    const task = exercise(page, CAREFUL);
    const { from } = await pointsOf(
      textRegion(task),
      'warm-up',
      placeOf('careful', 'Corner Street Library has')
    );
    await page.touchscreen.tap(from.x, from.y);
    await expect(toolbar(page)).toBeVisible();
    await picture(page, info, 'selected');
    const bar = (await toolbar(page).boundingBox())!;
    const beside = (await task.getByRole('group', { name: 'Task' }).boundingBox())!;
    expect(bar.x).toBeGreaterThanOrEqual(0);
    expect(bar.x + bar.width).toBeLessThanOrEqual(beside.x);
    await expect(toolbar(page).getByRole('button').first()).toBeInViewport({ ratio: 1 });
  });

  test('brings a word that was tapped at the bottom out from under the bar', async ({ page }) => {
    await open(page, practice(CAREFUL));
    const word = textRegion(exercise(page, CAREFUL)).locator('[data-w="60"]');
    const where = async () => (await word.boundingBox())!;
    const { y } = await where();
    await page.evaluate((by) => scrollBy({ top: by, behavior: 'instant' }), y - 350);
    const low = await where();
    expect(low.y).toBeGreaterThan(300);
    await page.touchscreen.tap(low.x + low.width / 2, low.y + low.height / 2);
    await expect(toolbar(page)).toBeVisible();
    await expect
      .poll(async () => {
        const { y, height } = await where();
        return y > 0 && y + height <= (await toolbar(page).boundingBox())!.y;
      })
      .toBe(true);
  });
});
