import { lettered } from '../../src/lib/exercises/parts/lettered.ts';
import { inOrder, keyOf, label, NAMES, sort, sortAsKey } from './attributing.ts';
import {
  asked,
  check,
  checkButton,
  current,
  exercise,
  expect,
  expectScore,
  open,
  practice,
  press,
  ready,
  specOf,
  test,
  textRegion
} from './helpers.ts';

const CAREFUL = 'warm-up/sort-careful';
const SHORT = 'warm-up/sort-two-voices-short';

/** Whether the next statement comes by itself: on a small touch screen it does, until one says otherwise. */
const onward = (task: ReturnType<typeof exercise>) =>
  task.getByRole('checkbox', { name: 'Go on to the next by itself' });

test.describe('Sorting', () => {
  test('by pointing: choose a statement in the text, then its label', async ({ page }) => {
    await open(page, practice(SHORT));
    const task = exercise(page, SHORT);
    await onward(task).uncheck();
    const entries = inOrder(SHORT, (await keyOf(page, SHORT, 'sort')).entries);
    for (const [i, entry] of entries.entries()) {
      await press(textRegion(task).getByRole('img', { name: `Statement ${lettered(i + 1)}:` }));
      await expect(task.getByText(`Statement ${i + 1} of ${entries.length}`, { exact: true })).toBeVisible();
      await press(label(task, NAMES[entry.as]!));
      await expect(label(task, NAMES[entry.as]!)).toBeChecked();
    }
    await check(task);
    await expectScore(task, 100);
  });

  test('by the task alone: label, next statement, and back', async ({ page }) => {
    await open(page, practice(SHORT));
    const task = exercise(page, SHORT);
    const next = task.getByRole('button', { name: 'Next statement', exact: true });
    const previous = task.getByRole('button', { name: 'Previous statement', exact: true });
    await onward(task).uncheck();
    await expect(previous).toBeDisabled();
    await press(label(task, 'Hands to a source'));
    await press(next);
    await expect(task.getByText(/^Statement 2 of \d+$/)).toBeVisible();
    await expect(label(task, 'Hands to a source')).not.toBeChecked();
    await press(label(task, 'Own voice'));
    await press(previous);
    await expect(label(task, 'Hands to a source')).toBeChecked();
    // Another label takes the place of the first.
    await press(label(task, 'Own voice'));
    await expect(task.getByText(/^2 of \d+$/)).toBeVisible();
  });

  test('by digits and arrow keys; the reading of the key earns 100', async ({ page }) => {
    await open(page, practice('warm-up/sort-followup'));
    await sortAsKey(page, 'warm-up/sort-followup');
    const task = exercise(page, 'warm-up/sort-followup');
    await check(task);
    await expectScore(task, 100);
  });

  test('one label for everything earns 0', async ({ page }) => {
    await open(page, practice(CAREFUL));
    await sort(page, CAREFUL, () => 'source');
    await check(exercise(page, CAREFUL));
    await expectScore(exercise(page, CAREFUL), 0);
  });

  test('the arrow keys go from statement to statement and the focus goes along', async ({ page }) => {
    await open(page, practice(CAREFUL));
    const task = exercise(page, CAREFUL);
    const { statements = [] } = specOf(CAREFUL).select;
    await current(task).focus();
    for (const [key, at] of [
      ['ArrowRight', 2],
      ['ArrowDown', 3],
      ['ArrowLeft', 2],
      ['ArrowUp', 1],
      ['ArrowUp', 1],
      ['End', statements.length],
      ['Home', 1]
    ] as const) {
      await page.keyboard.press(key);
      await expect(task.getByText(`Statement ${at} of ${statements.length}`, { exact: true })).toBeVisible();
      await expect(current(task)).toBeFocused();
    }
    // Enter goes over to the labels.
    await page.keyboard.press('Enter');
    await expect(label(task, 'States')).toBeFocused();
  });

  test('asks before a first check with statements left open, and checks what is there all the same', async ({
    page
  }) => {
    await open(page, practice(CAREFUL));
    const task = exercise(page, CAREFUL);
    const { length } = specOf(CAREFUL).select.statements ?? [];
    const button = checkButton(task);
    await expect(button).toHaveAccessibleDescription(`${length} still open. You can check all the same.`);
    await current(task).focus();
    await page.keyboard.press('1');
    await button.click();
    const title = `${length - 1} of ${length} statements are still open`;
    await expect(asked(task)).toHaveAccessibleName(title);
    const goOn = asked(task).getByRole('button', { name: 'Go on answering' });
    await expect(goOn).toBeFocused();
    await expect(goOn).toHaveAccessibleDescription(/A first check is the one that counts\./);
    await page.keyboard.press('Enter');
    await expect(asked(task)).toBeHidden();
    await expect(task).toHaveAttribute('data-state', 'open');
    await expect(button).toBeFocused();

    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(asked(task)).toBeHidden();
    await expect(task).toHaveAttribute('data-state', 'open');

    await check(task);
    await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
    await expect(task.getByText(`You left ${length - 1} open.`)).toBeVisible();
    // So little is no score: the number stands with its explanation.
    await expect(task.getByText('No points yet: too little has been answered')).toBeVisible();
    await expect(task.getByText(/the score is \d+ of 100/)).toBeHidden();
    await task.getByText('No points yet: too little has been answered').click();
    await expect(task.getByText(/the score is \d+ of 100/)).toBeVisible();
    // A later check spends nothing.
    await task.getByRole('button', { name: 'Try again' }).click();
    await button.click();
    await expect(task).toHaveAttribute('data-state', 'checked');
  });

  test('asks nothing before a check where nothing is open', async ({ page }) => {
    await open(page, practice(CAREFUL));
    const task = exercise(page, CAREFUL);
    await sort(page, CAREFUL, () => 'states');
    await press(checkButton(task));
    await expect(task).toHaveAttribute('data-state', 'checked');
  });

  test('the verdict shows one’s own marks, the key’s, or both, and where the two part', async ({ page }) => {
    await open(page, practice(CAREFUL));
    const task = exercise(page, CAREFUL);
    const entries = inOrder(CAREFUL, (await keyOf(page, CAREFUL, 'sort')).entries);
    await sort(page, CAREFUL, (i) => (i === 1 ? 'source' : entries[i]!.as));
    await check(task);
    const sign = textRegion(task).getByRole('img', { name: 'Item b:' });
    await expect(sign).toHaveText(/b H → [SC]/);
    const layers = task.getByRole('group', { name: 'Whose marks the text shows' });
    await layers.getByRole('radio', { name: 'Mine' }).check({ force: true });
    await expect(sign).toHaveText(/^b H$/);
    await layers.getByRole('radio', { name: 'The key’s' }).check({ force: true });
    await expect(sign).toHaveText(/^b [SC]$/);

    const items = task.getByLabel('Item by item', { exact: true });
    await press(items.getByRole('checkbox', { name: 'only where we differ' }));
    await expect(items.locator('summary')).toHaveCount(1);
    // The other reading is answered: what it would have needed, and why the key reads as it does.
    await press(items.locator('summary'));
    await expect(items.getByText('To be handed to a source,')).toBeVisible();
    await expect(items.getByText(entries[1]!.reason)).toBeVisible();
  });

  test('where careful readers differ, both readings stand with their reasons, and nothing is counted', async ({
    page
  }) => {
    const name = 'warm-up/sort-careless';
    await open(page, practice(name));
    const task = exercise(page, name);
    const entries = inOrder(name, (await keyOf(page, name, 'sort')).entries);
    await sortAsKey(page, name);
    await check(task);
    const at = entries.findIndex((entry) => entry.contested);
    expect(at).toBeGreaterThanOrEqual(0);
    const item = task.getByLabel('Item by item', { exact: true }).locator('ol > li').nth(at);
    await press(item.locator('summary'));
    for (const { reason } of entries[at]!.contested!.readings)
      await expect(page.getByText(reason).first()).toBeVisible();
    await expect(item.getByText('It is in no score.')).toBeVisible();
  });

  test('on a small screen the task can be put away and taken up again', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, practice(CAREFUL));
    const task = exercise(page, CAREFUL);
    await press(task.getByRole('button', { name: 'Put the task away' }));
    await expect(label(task, 'States')).toBeHidden();
    await expect(checkButton(task)).toBeVisible();
    await press(task.getByRole('button', { name: 'Show the task' }));
    await expect(label(task, 'States')).toBeVisible();
  });
});

test.describe('Going on by itself @wide', () => {
  test('is off where there is a keyboard, until one switches it on; keys are never hurried on', async ({
    page
  }) => {
    await page.clock.install();
    await open(page, practice(SHORT));
    const task = exercise(page, SHORT);
    await expect(onward(task)).not.toBeChecked();
    await label(task, 'Own voice').click();
    await page.clock.fastForward(60_000);
    await expect(task.getByText(/^Statement 1 of \d+$/)).toBeVisible();
    await onward(task).check();
    await page.reload();
    await ready(page);
    await expect(onward(task)).toBeChecked();
    await expect(task.getByText(/^Statement 2 of \d+$/)).toBeVisible();
    await current(task).focus();
    await page.keyboard.press('1');
    await page.clock.fastForward(60_000);
    await expect(task.getByText(/^2 of \d+$/)).toBeVisible();
    await expect(task.getByText(/^Statement 2 of \d+$/)).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await label(task, 'Own voice').click();
    await task.getByRole('radio', { name: 'Unsure' }).click();
    await page.clock.fastForward(60_000);
    await expect(task.getByText(/^Statement 4 of \d+$/)).toBeVisible();
  });
});

test.describe('Sorting on a small touch screen @server @wide', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('goes on to the next open statement by itself, says so, and waits where one does something', async ({
    page
  }) => {
    await page.clock.install();
    await open(page, practice(SHORT));
    const task = exercise(page, SHORT);
    const at = (n: number) => task.getByText(new RegExp(`^Statement ${n} of \\d+$`));
    await expect(onward(task)).toBeChecked();
    // Without a reading there is nothing to be sure of.
    await expect(task.getByRole('radio', { name: 'Unsure' })).toBeDisabled();
    // How sure one is may be passed over.
    await label(task, 'Own voice').tap();
    await page.clock.fastForward(5000);
    await expect(at(2)).toBeVisible();
    await expect(task.getByRole('status').first()).toHaveText(/^Statement b, 2 of \d+: /);
    // To say how sure one is takes its time; then it goes on.
    await label(task, 'Own voice').tap();
    await page.clock.fastForward(1000);
    await expect(at(2)).toBeVisible();
    await task.getByRole('radio', { name: 'Unsure' }).tap();
    await page.clock.fastForward(1000);
    await expect(at(3)).toBeVisible();
    // An answer that is pressed once more is not hurried, and goes on all the same.
    await label(task, 'Own voice').tap();
    await page.clock.fastForward(500);
    await label(task, 'Own voice').tap();
    await page.clock.fastForward(1000);
    await expect(at(3)).toBeVisible();
    await page.clock.fastForward(2000);
    await expect(at(4)).toBeVisible();
    await task.getByRole('button', { name: 'Previous statement', exact: true }).tap();
    // A correction stays in sight.
    await task.getByRole('button', { name: 'Previous statement', exact: true }).tap();
    await label(task, 'Hands to a source').tap();
    await page.clock.fastForward(5000);
    await expect(at(2)).toBeVisible();
    // And who would rather not is not carried on.
    await onward(task).tap();
    await task.getByRole('button', { name: 'Next statement', exact: true }).tap();
    await label(task, 'Own voice').tap();
    await task.getByRole('radio', { name: 'Unsure' }).tap();
    await page.clock.fastForward(60_000);
    await expect(at(3)).toBeVisible();
    await page.reload();
    await ready(page);
    await expect(onward(task)).not.toBeChecked();
  });

  test('begins again with the first statement in sight, and Check below it', async ({ page }) => {
    await open(page, practice(SHORT));
    const task = exercise(page, SHORT);
    await label(task, 'Own voice').tap();
    await press(checkButton(task));
    await page.getByRole('button', { name: 'Check what is there' }).tap();
    await task.getByRole('button', { name: 'Try again' }).tap();
    await expect(task.getByRole('heading', { level: 2 })).toBeFocused();
    await expect(checkButton(task)).toBeInViewport({ ratio: 1 });
    const sheet = (await task.getByRole('group', { name: 'Task' }).boundingBox())!;
    const first = (await textRegion(task).getByRole('img', { name: 'Statement a' }).boundingBox())!;
    expect(first.y).toBeGreaterThan(0);
    expect(first.y + first.height).toBeLessThan(sheet.y);
  });
});

test.describe('Sorting on a phone on its side @server @wide', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 844, height: 390 } });

  test('has the task beside the text', async ({ page }) => {
    await open(page, practice(SHORT));
    const task = exercise(page, SHORT);
    await press(textRegion(task).getByRole('img', { name: 'Statement b:' }));
    await press(label(task, 'Own voice'));
    await expect(label(task, 'Own voice')).toBeChecked();
    const text = (await textRegion(task).boundingBox())!;
    const beside = (await task.getByRole('group', { name: 'Task' }).boundingBox())!;
    expect(text.x + text.width).toBeLessThanOrEqual(beside.x);
    await expect(task.getByRole('button', { name: 'Put the task away' })).toBeHidden();
  });
});
