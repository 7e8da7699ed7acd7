import type { Locator, Page } from '@playwright/test';
import { lettered } from '../../src/lib/exercises/parts/lettered.ts';
import { tokens, tokensIn } from '../../src/lib/text/tokens.ts';
import { inOrder, keyOf, label, sort, sortAsKey } from './attributing.ts';
import {
  checkButton,
  checkByKeys,
  current,
  enter,
  enterAndStay,
  exercise,
  expect,
  expectFocusSeen,
  expectScore,
  open,
  practice,
  reach,
  ready,
  resultRows,
  slider,
  specOf,
  tabTo,
  test,
  textOf,
  textRegion,
  toolbar
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
    await tabTo(page, checkButton(task));
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
    // Where the arrow keys begin is seen before the first of them.
    await expect(task.locator('[data-w="0"]')).toHaveCSS('outline-style', 'solid');
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
    const [first] = places;
    const marks = task.getByLabel(/^Your marks/).getByRole('listitem');
    await tabTo(page, marks.first().locator('summary'));
    await page.keyboard.press('Enter');
    await tabTo(page, marks.getByRole('button', { name: 'End mark 1 a word later' }));
    await page.keyboard.press('Enter');
    // Who deletes one goes on at its words, and marks them again.
    await enter(page, marks.getByRole('button', { name: 'Delete mark 1' }));
    await expect(marks).toHaveCount(places.length - 1);
    await expect(slider(task)).toBeFocused();
    const [from, to] = tokensIn(words, first!);
    await expect(slider(task)).toHaveJSProperty('value', String(from));
    for (let word = from; word < to - 1; word++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await expect(marks).toHaveCount(places.length);
    await tabTo(page, checkButton(task));
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
        // Who takes one back is at its words, and marks them again.
        if (i === 0 && place === entry.source) {
          await enter(page, task.getByRole('button', { name: /^Remove source/ }));
          await expect(slider(task)).toBeFocused();
          await expect(slider(task)).toHaveJSProperty('value', String(from));
          await page.keyboard.press('Enter');
          for (at = from; at < to - 1; at++) await page.keyboard.press('ArrowRight');
          await page.keyboard.press('Enter');
          await expect(toolbar(page)).toBeHidden();
        }
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
        await expect(task.getByText('This order is your answer.')).toBeFocused();
        await tabTo(page, next, 'Shift+Tab');
      } else await tabTo(page, next);
      if (i < entries.length - 1) await page.keyboard.press('Enter');
    }
    await tabTo(page, checkButton(task));
    await page.keyboard.press('Enter');
    await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
    await expectScore(task, 100);
    await tabTo(page, page.getByRole('link', { name: /^Next exercise:/ }));
    await page.keyboard.press('Enter');
    await expect(task).toHaveCount(0);
    await ready(page);
    await expect(page.locator('[data-exercise]')).toBeVisible();
  });

  test('the sentences on the home page are tried, and each choice keeps the focus beside its reason', async ({
    page
  }) => {
    await open(page, './');
    const [first, second] = ['First', 'Second'].map((nth) =>
      page.getByRole('group', { name: `${nth} sentence` })
    ) as [Locator, Locator];
    await reach(page, first.getByRole('radio', { name: 'States' }));
    await page.keyboard.press('Space');
    await expect(first.getByRole('status')).toContainText('The key reads: Hands to a source');
    await expect(first.getByRole('radio', { name: 'States' })).toBeFocused();
    for (const _ of ['Characterises', 'Hands to a source']) await page.keyboard.press('ArrowDown');
    await expect(first.getByRole('status')).toContainText('Yes: Hands to a source');
    await expect(first.getByRole('radio', { name: /^Hands to a source/ })).toBeFocused();

    await page.keyboard.press('Tab');
    await expect(second.getByRole('radio', { name: 'States' })).toBeFocused();
    await expectFocusSeen(page);
    await page.keyboard.press('ArrowDown');
    await expect(second.getByRole('status')).toContainText('Yes: Characterises');
    await expect(second.getByRole('radio', { name: /^Characterises/ })).toBeFocused();
  });

  test('how sure one is, is said; the verdict is turned to either reading, and Results lead back to it', async ({
    page
  }) => {
    const name = 'warm-up/sort-two-voices-short';
    await open(page, practice(name));
    const task = exercise(page, name);
    const entries = inOrder(name, (await keyOf(page, name, 'sort')).entries);
    const sure = (degree: string) =>
      task
        .getByRole('group', { name: /^How sure are you of your reading/ })
        .getByRole('radio', { name: degree, exact: true });
    await reach(page, current(task));
    // Without a reading there is nothing to be sure of: the text leads over the labels to them.
    await expect(sure('Guessing')).toBeDisabled();
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await expect(label(task, 'Own voice')).toBeFocused();
    await reach(page, sure('Guessing'));
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await expect(sure('Unsure')).toBeChecked();
    await expect(sure('Unsure')).toBeFocused();
    await enterAndStay(page, task.getByRole('button', { name: 'Next statement', exact: true }));
    await expect(task.getByText(`Statement 2 of ${entries.length}`, { exact: true })).toBeVisible();
    await expect(sure('Unsure')).not.toBeChecked();
    await enterAndStay(page, task.getByRole('button', { name: 'Previous statement', exact: true }));
    await expect(sure('Unsure')).toBeChecked();
    await reach(page, current(task));
    await sort(page, name, () => 'own', task);
    await checkByKeys(page, task);
    await expectScore(task, 0);

    // Both readings at first; arrows turn to the key's and to one's own.
    const at = entries.findIndex(({ as }) => as === 'source');
    const sign = textRegion(task).getByRole('img', { name: `Item ${lettered(at + 1)}:` });
    const layer = (name: string) =>
      task
        .getByRole('group', { name: 'Whose marks the text shows' })
        .getByRole('radio', { name, exact: true });
    await reach(page, layer('Both'));
    await expect(sign).toHaveText(/O → H$/);
    for (const [whose, shows] of [
      ['The key’s', / H$/],
      ['Mine', / O$/]
    ] as const) {
      await page.keyboard.press('ArrowUp');
      await expect(sign).toHaveText(shows);
      await expect(sign).not.toContainText('→');
      await expect(layer(whose)).toBeFocused();
    }

    // Of the items those are left on which one differs; one is opened, and shown in the text.
    const items = task.getByLabel('Item by item', { exact: true });
    const differing = items.getByRole('checkbox', { name: 'only where we differ' });
    await reach(page, differing);
    await page.keyboard.press('Space');
    await expect(items.locator('summary')).toHaveCount(entries.filter(({ as }) => as === 'source').length);
    await expect(differing).toBeFocused();
    await enterAndStay(page, items.locator('summary').first());
    await expect(items.getByText(entries[at]!.reason)).toBeVisible();
    await enterAndStay(
      page,
      items.getByRole('button', { name: 'Show in the text' }).filter({ visible: true })
    );
    await expect(sign).toBeInViewport();

    await enter(page, main(page).getByRole('link', { name: 'Results' }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What your answers show');
    await expect(page.getByText('Too few answers say how sure you were: 1 so far')).toBeVisible();
    const again = page.getByRole('region', { name: 'What to take up again' });
    await enter(page, again.getByRole('link', { name: specOf(name).title, exact: true }));
    await expect(page).toHaveURL(/practice\/sort-two-voices-short\/$/);
    await ready(page);
    await expectScore(task, 0);
    await enter(page, task.getByRole('button', { name: 'Try again' }));
    await expect(task.getByRole('heading', { level: 2 }).first()).toBeFocused();
  });

  test('who would rather not work with a text takes the exercise that stands in for it, and it counts', async ({
    page
  }) => {
    const own = 'khojaly/sort-message-2024';
    const other = 'warm-up/sort-two-voices-short';
    const { title } = specOf(other);
    const task = exercise(page, other);
    await open(page, practice(own));
    await enter(page, page.getByRole('main').getByRole('link', { name: title, exact: true }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await ready(page);
    await expect(task).toBeVisible();

    // In a lesson one takes them all: the choice stays where it is, and the steps lead to what has come.
    await open(page, './learn/khojaly/02-whose-words/');
    await enterAndStay(page, page.getByText('I would rather not work with these texts'));
    const instead = page.getByRole('checkbox', { name: /^Take the warm-up exercises instead/ });
    await reach(page, instead);
    await page.keyboard.press('Space');
    await expect(page.getByText('They now stand below.')).toBeVisible();
    await expect(instead).toBeFocused();
    const steps = page.getByRole('navigation', { name: 'Exercises of this lesson' });
    await enter(page, steps.getByRole('button', { name: `1. ${title}`, exact: true }));
    const place = exercise(page, own);
    await expect(place.getByRole('heading', { name: title })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(place.getByRole('link', { name: title })).toBeFocused();
    await expectFocusSeen(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await ready(page);
    await reach(page, current(task));
    await sortAsKey(page, other);
    await checkByKeys(page, task);
    await expectScore(task, 100);

    await enter(page, main(page).getByRole('link', { name: 'Learn' }));
    const row = page
      .locator('li.lesson')
      .filter({ has: page.locator('a[href$="/khojaly/02-whose-words/"]') });
    await expect(row).toContainText('Begun: 1 of 2 exercises');
  });
});
