import type { Locator } from '@playwright/test';
import { CHANGE_LABELS, WIDTH_LABELS } from '../../src/lib/exercises/framing/words.ts';
import { lettered } from '../../src/lib/exercises/parts/lettered.ts';
import {
  check,
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
  picture,
  practice,
  press,
  select,
  slider,
  tabTo,
  test,
  textRegion,
  toolbar
} from './helpers.ts';
import { answerSpot, byKeys, choice, digitsOf, solveByKeys, wordingKey } from './solving.ts';

const SPOT = 'warm-up/spot-careful';
const PLAIN = 'warm-up/spot-careless';
const SWAP = 'warm-up/swap-careless';
const SIDE = 'warm-up/side-careful-careless';
const ACTORS = 'warm-up/actors-flood';

const items = (task: Locator) => task.getByLabel('Item by item', { exact: true });

/** An item of the verdict, opened. The texts above it may still be laid out, and move it from under a finger. */
async function openItem(task: Locator, words: string): Promise<Locator> {
  const item = items(task).getByRole('listitem').filter({ hasText: words }).first();
  const details = item.locator('details');
  await expect(async () => {
    if ((await details.getAttribute('open')) === null) await press(item.locator('summary'));
    await expect(details).toHaveAttribute('open', { timeout: 500 });
  }).toPass();
  return item;
}

test.describe('Spotting devices', () => {
  test('by pointing: plain or a device, which, and whose; the key’s reading earns 100', async ({
    page
  }, info) => {
    test.slow();
    await open(page, practice(SPOT));
    const task = exercise(page, SPOT);
    const { entries } = await wordingKey(page, SPOT, 'spot');
    for (const [i, entry] of entries.entries()) {
      await press(textRegion(task).getByRole('img', { name: `Stretch ${lettered(i + 1)}:` }));
      await expect(task.getByText(`Stretch ${i + 1} of ${entries.length}`, { exact: true })).toBeVisible();
      await answerSpot(task, entry);
    }
    await picture(page, info, 'answered');
    await check(task);
    await expectScore(task, 100);
    await expect(
      task.getByText(/You found 10 of 10 devices, and took 0 of 7 plain stretches for one/)
    ).toBeVisible();
    // The reason, the swap and why, whose it is.
    const told = entries.find(({ about }) => about.swap && about.device)!;
    const item = await openItem(task, told.places[0]!.quote);
    await expect(page.getByText(told.reason).first()).toBeVisible();
    await expect(page.getByText(told.about.swap!.reason).first()).toBeVisible();
    await expect(item.getByText('Whose choice:')).toHaveCount(1);
    await picture(page, info, 'checked');
  });

  test('everything called a device earns 0, and so does everything called plain', async ({ page }) => {
    await open(page, practice(PLAIN));
    const task = exercise(page, PLAIN);
    const { entries } = await wordingKey(page, PLAIN, 'spot');
    await byKeys(
      page,
      task,
      entries.map(() => ['2'])
    );
    await check(task);
    await expectScore(task, 0);
    await expect(task.getByText(/You call wording a device too often/).first()).toBeVisible();
    await press(task.getByRole('button', { name: 'Try again' }));
    await byKeys(
      page,
      task,
      entries.map(() => ['1'])
    );
    await check(task);
    await expectScore(task, 0);
  });

  test('what is called plain after all is nobody’s, and what was one device can become another', async ({
    page
  }) => {
    await open(page, practice(SPOT));
    const task = exercise(page, SPOT);
    await answerSpot(task, { as: 'agency', owner: 'source' });
    await press(choice(task, 'Plain wording, or a device?', 'Plain wording'));
    await expect(task.getByRole('group', { name: 'Which device?' })).toHaveCount(0);
    await press(choice(task, 'Plain wording, or a device?', 'A device'));
    await expect(choice(task, 'Which device?', 'Agency')).not.toBeChecked();
    await expect(choice(task, 'Whose choice is it?', 'A source’s')).not.toBeChecked();
  });

  test('a device that is not named is half answered: the page says what is owed, and asks before it is checked', async ({
    page
  }, info) => {
    await open(page, practice(SPOT));
    const task = exercise(page, SPOT);
    await press(choice(task, 'Plain wording, or a device?', 'A device'));
    const which = task.getByRole('group', { name: 'Which device? no answer yet' });
    await expect(which.getByText('no answer yet')).toBeVisible();
    await expect(task.getByText(/^0 of 17$/)).toBeVisible();
    await expect(task.getByText('device not named and whose choice is open for 1').first()).toBeVisible();
    await expect(current(task)).toContainText(
      'Your reading: A device, device not named and whose choice is open.'
    );
    await picture(page, info, 'half-given');
    await press(choice(task, 'Which device?', 'Agency'));
    await expect(which).toHaveCount(0);
    await press(task.getByRole('button', { name: 'Check' }));
    const asked = page.getByRole('dialog');
    await expect(asked.getByRole('heading', { name: '16 of 17 stretches are still open' })).toBeVisible();
    await expect(asked.getByText('Half answered: whose choice is open for 1.')).toBeVisible();
    await press(asked.getByRole('button', { name: 'Go on answering' }));
    await press(choice(task, 'Whose choice is it?', 'A source’s'));
    await expect(task.getByText(/^1 of 17$/)).toBeVisible();
    await expect(task.getByText(/whose choice is open/)).toHaveCount(0);
  });

  test('what one marks besides neither costs nor earns, and stands beside the key’s', async ({
    page
  }, info) => {
    test.slow();
    await open(page, practice(SPOT));
    const task = exercise(page, SPOT);
    const { others } = await wordingKey(page, SPOT, 'spot');
    const other = others.find(({ places }) => places[0]!.quote.length < 20)!;
    await press(task.getByRole('button', { name: 'Mark something else' }));
    await select(page, textRegion(task), 'warm-up', other.places[0]!);
    await press(toolbar(page).getByRole('button', { name: 'Mark', exact: true }));
    await task.getByRole('combobox', { name: 'Device of mark 1' }).selectOption(other.as);
    await picture(page, info, 'marked');
    await press(task.getByRole('button', { name: '← Back to the questions' }));
    await expect(task.getByText('You marked 1 stretch of your own')).toBeVisible();
    await check(task);
    await expectScore(task, 0);
    await expect(task.getByText('Of what else you marked, the key marks 1.')).toBeVisible();
    await press(items(task).getByText(/^Not asked: the key’s other devices/));
    await expect(
      items(task)
        .getByRole('listitem')
        .filter({ hasText: other.places[0]!.quote })
        .getByText('You marked it, and so does the key')
    ).toBeVisible();
    await picture(page, info, 'beside', true);
  });

  test('a kept answer is there after a reload, with the marks of one’s own', async ({ page }) => {
    await open(page, practice(SPOT));
    const task = exercise(page, SPOT);
    await current(task).focus();
    for (const key of ['2', '3', '6', 'ArrowRight', '1']) await page.keyboard.press(key);
    await press(task.getByRole('button', { name: 'Mark something else' }));
    await slider(task).focus();
    for (const key of ['Control+End', 's', 'Enter']) await page.keyboard.press(key);
    await expect(task.getByText('Saved in this browser')).toBeVisible();
    await page.reload();
    await expect(task.getByText('Stretch 3 of 17', { exact: true })).toBeVisible();
    await expect(task.getByText(/^2 of 17$/)).toBeVisible();
    await expect(task.getByText('You marked 1 stretch of your own')).toBeVisible();
    await press(task.getByRole('button', { name: 'Previous stretch' }));
    await press(task.getByRole('button', { name: 'Previous stretch' }));
    await expect(choice(task, 'Which device?', 'Agency')).toBeChecked();
    await expect(choice(task, 'Whose choice is it?', 'A source’s')).toBeChecked();
  });
});

test.describe('Swapping words', () => {
  test('by pointing: the sentence stands with both wordings; the key’s reading earns 100', async ({
    page
  }, info) => {
    test.slow();
    await open(page, practice(SWAP));
    const task = exercise(page, SWAP);
    const { entries } = await wordingKey(page, SWAP, 'swap');
    for (const [i, { as, about, places }] of entries.entries()) {
      await press(task.getByRole('img', { name: `Swap ${lettered(i + 1)}:` }));
      const card = current(task);
      await expect(card).toContainText(places[0]!.quote);
      await expect(card).toContainText(about.swap!.text || '(left out)');
      await press(choice(task, 'What does the swap change?', CHANGE_LABELS[as].name));
    }
    await picture(page, info, 'answered');
    await check(task);
    await expectScore(task, 100);
    // A term of law claims more, and no swap is the neutral one.
    const legal = entries.find(({ about }) => about.kind === 'legal')!;
    await openItem(task, legal.places[0]!.quote);
    await expect(page.getByText(/A legal term claims more, which a court can examine/).first()).toBeVisible();
    await expect(page.getByText(/neutral/i)).toHaveCount(0);
  });

  test('a swap of one’s own is kept, earns nothing, and stands beside the key’s', async ({ page }) => {
    await open(page, practice(SWAP));
    const task = exercise(page, SWAP);
    await press(task.getByText('A swap of your own'));
    // Digits in it are words and no answer.
    await task.getByRole('textbox', { name: 'A swap of your own' }).pressSequentially('MISSING 2 YEARS');
    await expect(choice(task, 'What does the swap change?', 'The tone')).not.toBeChecked();
    await expect(task.getByText('Saved in this browser')).toBeVisible();
    await page.reload();
    await expect(task.getByText('Swap 1 of 17', { exact: true })).toBeVisible();
    await expect(task.getByRole('textbox', { name: 'A swap of your own' })).toHaveValue('MISSING 2 YEARS');
    await check(task);
    await expectScore(task, 0);
    const item = await openItem(task, 'STOLEN');
    await expect(item.getByText('Your swap:')).toHaveCount(1);
    await expect(page.getByText('“MISSING 2 YEARS”').first()).toBeVisible();
    await expect(page.getByText('“LOST”. It changes a claim.').first()).toBeVisible();
  });
});

test.describe('Side by side', () => {
  test('by pointing: two wordings over each other, their paragraphs on demand; the key’s reading earns 100', async ({
    page
  }, info) => {
    await open(page, practice(SIDE));
    const task = exercise(page, SIDE);
    const { entries } = await wordingKey(page, SIDE, 'side');
    await press(task.getByText('In their paragraphs').first());
    await expect(task.getByRole('group', { name: /^Paragraph of text \d of 2$/ })).toHaveCount(2);
    for (const [i, { as, places }] of entries.entries()) {
      await press(task.getByRole('img', { name: `Pair ${lettered(i + 1)}:` }));
      for (const { quote } of places) await expect(current(task)).toContainText(quote);
      await press(choice(task, 'What changes from the first to the second?', CHANGE_LABELS[as].name));
    }
    await picture(page, info, 'answered');
    await check(task);
    await expectScore(task, 100);
  });
});

test.describe('Who acts', () => {
  test('by pointing: each doer by how wide it is drawn; a picture and a table say who acts where', async ({
    page
  }, info) => {
    test.slow();
    await open(page, practice(ACTORS));
    const task = exercise(page, ACTORS);
    const { entries } = await wordingKey(page, ACTORS, 'actors');
    for (const [i, { as }] of entries.entries()) {
      await press(textRegion(task).getByRole('img', { name: `Doer ${lettered(i + 1)}:` }));
      await press(choice(task, 'How wide is the doer drawn?', WIDTH_LABELS[as].name));
    }
    await check(task);
    await expectScore(task, 100);
    const whole = task.getByRole('region', { name: 'Who acts, by act and text' });
    await expect(whole.getByRole('heading', { name: 'taking the bell' })).toBeVisible();
    await press(whole.getByText('The same as a table'));
    const row = whole.getByRole('row').filter({ hasText: 'granting the money' });
    await expect(row.getByText('An office: “The council”')).toHaveCount(3);
    await picture(page, info, 'picture', true);
  });
});

test.describe('Framing by keyboard alone @wide', () => {
  test.slow();

  test('a spot is answered and checked without a mouse, with a mark of one’s own', async ({ page }) => {
    await open(page, practice(SPOT));
    const task = exercise(page, SPOT);
    await tabTo(page, current(task));
    await expectFocusSeen(page);
    // Whose choice it is, is not asked yet: no digit answers it.
    await page.keyboard.press('3');
    await expect(task.getByText(/^0 of \d+$/)).toBeVisible();
    await byKeys(page, task, await digitsOf(page, SPOT, 'spot'));
    // Enter goes over to the questions.
    await page.keyboard.press('Enter');
    await expect(choice(task, 'Plain wording, or a device?', 'Plain wording')).toBeFocused();
    await tabTo(page, task.getByRole('button', { name: 'Mark something else' }));
    await page.keyboard.press('Enter');
    await expect(slider(task)).toBeFocused();
    for (const key of ['Control+Home', 'ArrowRight', 'Shift+ArrowRight', 'Enter'])
      await page.keyboard.press(key);
    await expect(task.getByRole('status').first()).toHaveText(/^Marked: harbour bell\. 1 mark\.\s?$/);
    await enter(page, task.getByRole('button', { name: 'Remove mark 1' }));
    await expect(slider(task)).toBeFocused();
    await expect(slider(task)).toHaveJSProperty('value', '1');
    await tabTo(page, task.getByRole('button', { name: '← Back to the questions' }));
    await page.keyboard.press('Enter');
    await expect(task.getByRole('button', { name: 'Mark something else' })).toBeFocused();
    await tabTo(page, checkButton(task));
    await page.keyboard.press('Enter');
    await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
    await expectScore(task, 100);
  });

  test('two texts side by side: arrows from pair to pair, digits answer', async ({ page }) => {
    await open(page, practice(SIDE));
    const task = exercise(page, SIDE);
    const { entries } = await wordingKey(page, SIDE, 'side');
    await tabTo(page, current(task));
    await expectFocusSeen(page);
    await byKeys(
      page,
      task,
      entries.map(({ as }) => [as === 'claim' ? '1' : '2'])
    );
    await expect(current(task)).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(task.getByRole('group', { name: /^Paragraph of text/ }).first()).toBeVisible();
    await tabTo(page, checkButton(task));
    await page.keyboard.press('Enter');
    await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
    await expectScore(task, 100);
  });

  test('a swap is weighed by digits, one of one’s own is written, and it stands in the verdict', async ({
    page
  }) => {
    await open(page, practice(SWAP));
    const task = exercise(page, SWAP);
    const { entries } = await wordingKey(page, SWAP, 'swap');
    await solveByKeys(page, SWAP);
    await expect(current(task)).toBeFocused();
    // Enter goes over to the question, and there to what is answered: the next arrow goes on from it.
    await page.keyboard.press('Enter');
    await expect(
      task.getByRole('group', { name: 'What does the swap change?' }).getByRole('radio', { checked: true })
    ).toBeFocused();
    await enter(page, task.locator('summary', { hasText: 'A swap of your own' }));
    await page.keyboard.press('Tab');
    await expect(task.getByRole('textbox', { name: 'A swap of your own' })).toBeFocused();
    await page.keyboard.type('a word of mine');
    await checkByKeys(page, task);
    await expectScore(task, 100);
    const item = items(task)
      .getByRole('listitem')
      .nth(entries.length - 1);
    await enterAndStay(page, item.locator('summary'));
    await expect(page.getByText('“a word of mine”').first()).toBeVisible();
  });

  test('each doer is called as wide as it is drawn, and the picture is read as a table', async ({ page }) => {
    await open(page, practice(ACTORS));
    const task = exercise(page, ACTORS);
    await solveByKeys(page, ACTORS);
    await expect(current(task)).toBeFocused();
    await expectFocusSeen(page);
    await checkByKeys(page, task);
    await expectScore(task, 100);
    await enterAndStay(page, task.locator('summary', { hasText: 'The same as a table' }));
    await page.keyboard.press('Tab');
    await expect(task.getByRole('region', { name: 'Who acts: the table' })).toBeFocused();
    await expectFocusSeen(page);
  });
});
