import type { Page } from '@playwright/test';
import { tokens, tokensIn } from '../../src/lib/text/tokens.ts';
import { inOrder, keyOf } from './attributing.ts';
import {
  current,
  exercise,
  expect,
  expectFocusSeen,
  expectScore,
  open,
  practice,
  ready,
  slider,
  specOf,
  tabTo,
  test,
  textOf,
  toolbar,
  resultRows
} from './helpers.ts';

const main = (page: Page) => page.getByRole('navigation', { name: 'Main' });

test.describe('By keyboard alone @wide', () => {
  // Several hundred keys each.
  test.slow();

  test('from home over a lesson and its verdict to the results', async ({ page }) => {
    await open(page, './');
    // The first stop leads past the header.
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();

    await tabTo(page, main(page).getByRole('link', { name: 'Learn' }), 'Shift+Tab');
    await expectFocusSeen(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Course map');
    await tabTo(page, page.getByRole('link', { name: 'Whose words are these?', exact: true }));
    await expectFocusSeen(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whose words are these?');
    await tabTo(page, page.getByRole('link', { name: 'Start', exact: true }));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#begin$/);

    // The half-worked example on the way.
    const example = page.getByRole('group', { name: 'Your turn' }).first();
    await tabTo(page, example.getByRole('radio', { name: 'States' }));
    await page.keyboard.press('ArrowDown');
    await expect(example.getByRole('status')).toContainText('Yes: Characterises');

    const name = 'warm-up/sort-careful';
    const task = exercise(page, name);
    const { classes = [] } = specOf(name).select;
    const entries = inOrder(name, (await keyOf(page, name, 'sort')).entries);
    await tabTo(page, current(task));
    await expectFocusSeen(page);
    for (const [i, entry] of entries.entries()) {
      await expect(task.getByText(`Statement ${i + 1} of ${entries.length}`, { exact: true })).toBeVisible();
      await page.keyboard.press(String(classes.indexOf(entry.as) + 1));
      if (i < entries.length - 1) await page.keyboard.press('ArrowRight');
    }
    await tabTo(page, task.getByRole('button', { name: 'Check', exact: true }));
    await expectFocusSeen(page);
    await page.keyboard.press('Enter');
    await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
    await expectScore(task, 100);

    // From the verdict into the items, and one of them opened.
    const item = task.getByLabel('Item by item', { exact: true }).locator('summary').first();
    await tabTo(page, item);
    await page.keyboard.press('Enter');
    await expect(task.getByText(entries[0]!.reason).first()).toBeVisible();
    await tabTo(page, task.getByRole('button', { name: 'Try again' }));
    await page.keyboard.press('Enter');
    await expect(task.getByRole('heading', { level: 2 }).first()).toBeFocused();

    await tabTo(page, main(page).getByRole('link', { name: 'Results' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What your answers show');
    await expect(resultRows(page).nth(1).getByRole('cell').first()).toHaveText('100');

    // A dialog takes the focus, and gives it back.
    const erase = page.getByRole('button', { name: 'Erase everything…' });
    await tabTo(page, erase);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(erase).toBeFocused();
  });

  test('a text is marked, a mark is mended in the list, and the verdict is read', async ({ page }) => {
    const name = 'warm-up/mark-indirect-careful';
    await open(page, practice(name));
    const task = exercise(page, name);
    const words = tokens(textOf('warm-up', 'careful'));
    const { units } = await keyOf(page, name, 'mark');
    const places = units.filter((unit) => unit.target).flatMap((unit) => unit.places);
    await tabTo(page, slider(task));
    await page.keyboard.press('Control+Home');
    let at = 0;
    for (const [i, place] of places.sort((a, b) => a.start - b.start).entries()) {
      const [from, to] = tokensIn(words, place);
      for (; at < from; at++) await page.keyboard.press('ArrowRight');
      // Enter begins and Enter ends; or Shift holds on. The last word of the first mark is left out.
      if (i % 2) await page.keyboard.press('Enter');
      const last = i === 0 ? to - 2 : to - 1;
      for (; at < last; at++) await page.keyboard.press(i % 2 ? 'ArrowRight' : 'Shift+ArrowRight');
      await expect(slider(task)).toHaveAttribute('aria-valuetext', /^Selected: /);
      await page.keyboard.press('Enter');
      await expect(toolbar(page)).toBeHidden();
      await expect(slider(task)).toBeFocused();
    }
    const mark = task
      .getByLabel(/^Your marks/)
      .getByRole('listitem')
      .first();
    await tabTo(page, mark.locator('summary'));
    await page.keyboard.press('Enter');
    await tabTo(page, mark.getByRole('button', { name: 'End mark 1 a word later' }));
    await page.keyboard.press('Enter');
    await tabTo(page, task.getByRole('button', { name: 'Check', exact: true }));
    await page.keyboard.press('Enter');
    await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
    await expectScore(task, 100);
  });

  test('source and cue are linked, a chain is put in order, and the next exercise is reached', async ({
    page
  }) => {
    const name = 'warm-up/link-careful';
    await open(page, practice(name));
    const task = exercise(page, name);
    const words = tokens(textOf('warm-up', 'careful'));
    const { entries } = await keyOf(page, name, 'link');
    const next = task.getByRole('button', { name: 'Next statement', exact: true });
    for (const [i, entry] of entries.entries()) {
      await expect(task.getByText(`Statement ${i + 1} of ${entries.length}`, { exact: true })).toBeVisible();
      await tabTo(page, slider(task), i === 0 ? 'Tab' : 'Shift+Tab');
      for (const place of [entry.source, entry.words]) {
        const [from, to] = tokensIn(words, place);
        await page.keyboard.press('Control+Home');
        let at = Number(await slider(task).inputValue());
        for (; at < from; at++) await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Enter');
        for (; at < to - 1; at++) await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Enter');
        await expect(toolbar(page)).toBeHidden();
      }
      if (entry.order.length > 0) {
        for (const [place, name] of entry.order.entries()) {
          const up = task.getByRole('button', { name: `Move ${name} up`, exact: true });
          const above = up.locator('xpath=ancestor::li[1]/preceding-sibling::li');
          for (let steps = await above.count(); steps > place; steps--) {
            await tabTo(page, up);
            await page.keyboard.press('Enter');
            await expect(above).toHaveCount(steps - 1);
          }
        }
        await tabTo(page, task.getByRole('button', { name: 'This is the order' }));
        await page.keyboard.press('Enter');
        await expect(task.getByText('This order is your answer.')).toBeVisible();
        await tabTo(page, next, 'Shift+Tab');
      } else await tabTo(page, next);
      if (i < entries.length - 1) await page.keyboard.press('Enter');
    }
    await tabTo(page, task.getByRole('button', { name: 'Check', exact: true }));
    await page.keyboard.press('Enter');
    await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
    await expectScore(task, 100);
    await tabTo(page, page.getByRole('link', { name: /^Next exercise:/ }));
    await page.keyboard.press('Enter');
    await expect(task).toHaveCount(0);
    await ready(page);
    await expect(page.locator('[data-exercise]')).toBeVisible();
  });
});
