import type { LinkKey } from '../../src/lib/exercises/attribution/schema.ts';
import { keyOf, linkAsKey } from './attributing.ts';
import {
  check,
  exercise,
  expect,
  expectScore,
  open,
  picture,
  practice,
  press,
  select,
  slider,
  test,
  textRegion,
  toolbar
} from './helpers.ts';

const CAREFUL = 'warm-up/link-careful';
const FIRST = 'warm-up/link-first';

type Entry = LinkKey['entries'][number];
type Task = ReturnType<typeof exercise>;

const at = (task: Task, i: number, of: number) =>
  task.getByText(`Statement ${i + 1} of ${of}`, { exact: true });
const next = (task: Task) => task.getByRole('button', { name: 'Next statement', exact: true });

/** Puts the speakers in the order of the key. */
async function order(task: Task, { order }: Entry): Promise<void> {
  for (const [i, name] of order.entries()) {
    const up = task.getByRole('button', { name: `Move ${name} up`, exact: true });
    const above = up.locator('xpath=ancestor::li[1]/preceding-sibling::li');
    for (let steps = await above.count(); steps > i; steps--) {
      await press(up);
      await expect(above).toHaveCount(steps - 1);
    }
  }
  const keep = task.getByRole('button', { name: 'This is the order' });
  if (await keep.isVisible()) await press(keep);
  await expect(task.getByText('This order is your answer.')).toBeVisible();
}

test.describe('Linking', () => {
  test('by pointing: source and cue; those of the key earn 100', async ({ page }, info) => {
    await open(page, practice(FIRST));
    const task = exercise(page, FIRST);
    const { entries } = await keyOf(page, FIRST, 'link');
    await linkAsKey(page, FIRST);
    await expect(task.getByText(`${entries.length} of ${entries.length}`, { exact: true })).toBeVisible();
    await picture(page, info, 'linked');
    await check(task);
    await expectScore(task, 100);
    await picture(page, info, 'verdict');
    for (const { reason } of entries) await expect(task.getByText(reason)).toHaveCount(1);
  });

  test('all words marked as source and as cue earn 0', async ({ page }) => {
    await open(page, practice(FIRST));
    const task = exercise(page, FIRST);
    const { entries } = await keyOf(page, FIRST, 'link');
    for (const i of entries.keys()) {
      await expect(at(task, i, entries.length)).toBeVisible();
      for (const digit of ['1', '2']) {
        await slider(task).focus();
        await page.keyboard.press('Control+Home');
        await page.keyboard.press('Control+Shift+End');
        await page.keyboard.press(digit);
        await expect(toolbar(page)).toBeHidden();
      }
      if (i < entries.length - 1) await press(next(task));
    }
    await check(task);
    await expectScore(task, 0);
  });

  test('a wrong source can be removed, and a statement left for later', async ({ page }) => {
    await open(page, practice(FIRST));
    const task = exercise(page, FIRST);
    const { entries } = await keyOf(page, FIRST, 'link');
    await select(page, textRegion(task), 'warm-up', entries[0]!.words);
    await press(toolbar(page).getByRole('button', { name: 'Source' }));
    const remove = task.getByRole('button', { name: /^Remove source/ });
    await press(remove);
    await expect(remove).toHaveCount(0);
    await press(next(task));
    await press(next(task));
    await press(task.getByRole('button', { name: 'Previous statement', exact: true }));
    await expect(at(task, 1, entries.length)).toBeVisible();
    await expect(task.getByText(`0 of ${entries.length}`, { exact: true })).toBeVisible();
  });

  test('words that are selected and not marked are named before they would be lost', async ({ page }) => {
    await open(page, practice(FIRST));
    const task = exercise(page, FIRST);
    const { entries } = await keyOf(page, FIRST, 'link');
    await select(page, textRegion(task), 'warm-up', entries[0]!.source);
    const said = `Selected, not marked yet: “${entries[0]!.source.quote}”.`;
    // A selection has its tools where a small screen has its task.
    await next(task).focus();
    await page.keyboard.press('Enter');
    await expect(at(task, 0, entries.length)).toBeVisible();
    await expect(task.getByRole('status').first()).toContainText(said);
    await expect(task.getByText(said).last()).toBeVisible();
    await expect(toolbar(page)).toBeVisible();
    await task.getByRole('button', { name: 'Mark as source' }).focus();
    await page.keyboard.press('Enter');
    await expect(task.getByRole('button', { name: /^Remove source/ })).toBeVisible();

    await select(page, textRegion(task), 'warm-up', entries[0]!.words);
    await next(task).focus();
    await page.keyboard.press('Enter');
    await expect(at(task, 0, entries.length)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(at(task, 1, entries.length)).toBeVisible();
    await expect(toolbar(page)).toBeHidden();
  });

  test('says how to mark where one begins to look for the words', async ({ page }) => {
    await open(page, practice(FIRST));
    const task = exercise(page, FIRST);
    const { entries } = await keyOf(page, FIRST, 'link');
    const hint = task.getByText(/^(Draw over the words|Tap the first word)/);
    await expect(hint).toHaveCount(0);
    await press(task.getByRole('button', { name: 'Find it in the text' }).first());
    await expect(hint.last()).toBeVisible();
    await expect(slider(task)).toBeFocused();
    await select(page, textRegion(task), 'warm-up', entries[0]!.source);
    await press(toolbar(page).getByRole('button', { name: 'Source' }));
    await press(task.getByRole('button', { name: 'Find it in the text' }).first());
    await expect(task.locator('li').getByText(/^(Draw over the words|Tap the first word)/)).toHaveCount(0);
  });

  test('a chain that is nested is put in order, and a name keeps the focus as it moves', async ({
    page
  }, info) => {
    await open(page, practice(CAREFUL));
    const task = exercise(page, CAREFUL);
    const { entries } = await keyOf(page, CAREFUL, 'link');
    const nested = entries.findIndex((entry) => entry.order.length > 0);
    for (let i = 0; i < nested; i++) await press(next(task));
    await expect(at(task, nested, entries.length)).toBeVisible();
    // It names the speakers: whoever looks for them finds the first by themselves.
    await expect(task.getByText('The chain of speakers')).toHaveCount(0);
    await select(page, textRegion(task), 'warm-up', entries[nested]!.source);
    await press(toolbar(page).getByRole('button', { name: 'Source' }));
    await order(task, entries[nested]!);
    await picture(page, info, 'chain');
    const [name] = entries[nested]!.order;
    await task.getByRole('button', { name: `Move ${name} down` }).focus();
    await page.keyboard.press('Enter');
    await expect(task.getByRole('status').first()).toContainText(
      `${name} is now number 2 of ${entries[nested]!.order.length}`
    );
    await expect(
      task.getByRole('button', { name: new RegExp(`^Move ${name} (up|down)$`) }).and(page.locator(':focus'))
    ).toHaveCount(1);
  });
});
