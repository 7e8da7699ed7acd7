import type { Locator, Page } from '@playwright/test';
import { expect, open, picture, press, ready, test } from './helpers.ts';
import { entries, layerChoice, LAYERS, openLayer, openPicture, unfoldLayers } from './reading.ts';

const TEXT = './read/khojaly/message-2024/';
const PAIR = './read/khojaly/statement-2024/with/message-2024/';

const passage = (page: Page) => page.getByRole('group', { name: 'Report of 2024 on the statement' });
const marks = (page: Page) => passage(page).getByRole('button');

/** Clicks or taps the first line of a mark, which may run over several. */
async function touch(page: Page, mark: Locator): Promise<void> {
  await mark.evaluate((element) => {
    const { top } = element.getClientRects()[0]!;
    scrollBy({ top: top - innerHeight / 3, behavior: 'instant' });
  });
  const at = await mark.evaluate((element) => {
    const { left, right, top, bottom } = element.getClientRects()[0]!;
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  });
  if (test.info().project.use.hasTouch) await page.touchscreen.tap(at.x, at.y);
  else await page.mouse.click(at.x, at.y);
}

test.describe('A text to read', () => {
  test('has its layers closed at first, and each says kindly what opens it', async ({ page }, info) => {
    await open(page, TEXT);
    await unfoldLayers(page);
    await expect(layerChoice(page, null)).toBeChecked();
    for (const layer of LAYERS) await expect(layerChoice(page, layer)).toBeDisabled();
    await expect(page.locator('[data-opens~="voice"]')).toHaveText(
      /^Voice opens once you have checked: Own voice or a source’s\? Report of 2024 on the statement$/
    );
    await expect(marks(page)).toHaveCount(0);
    await picture(page, info, 'closed');
  });

  test('shows its voices after it was sorted: in the text, beside it, and in words', async ({
    page
  }, info) => {
    await open(page, TEXT);
    await openLayer(page, 'voice');
    await expect(entries(page).getByRole('heading')).toHaveText('Statements in this text (12)');
    await expect(page.getByRole('main').getByRole('status').first()).toContainText(
      'Statements in this text: 12.'
    );
    await expect(marks(page).first()).toHaveAccessibleName(/^States: .*Sabina Aliyeva, the Commissioner/);
    await touch(page, marks(page).nth(3));
    const words = 'No one is named as saying this.';
    const sheet = page.getByRole('dialog', { name: 'What the key says' });
    await expect(page.viewportSize()!.width < 960 ? sheet : entries(page)).toContainText(words);
    await picture(page, info, 'voice');
    if (await sheet.isVisible()) {
      // It comes from below, and leaves the text above it in sight.
      const bottom = () => sheet.evaluate((element) => Math.round(element.getBoundingClientRect().bottom));
      await expect.poll(bottom).toBe(page.viewportSize()!.height);
    }
    if (await sheet.isVisible()) await press(sheet.getByRole('button', { name: 'Close' }));
    // The list says the same to whoever does not look at the text.
    const item = entries(page).getByRole('listitem').nth(3);
    if (!(await item.getByText(words).isVisible())) await press(item.locator('summary'));
    await expect(item).toContainText(words);
    await press(item.getByRole('button', { name: 'Show in the text' }));
    await expect(marks(page).nth(3)).toBeFocused();
    // What is switched off is gone.
    await unfoldLayers(page);
    await layerChoice(page, null).check();
    await expect(marks(page)).toHaveCount(0);
  });

  test('is gone through mark by mark with the keyboard @wide', async ({ page }) => {
    await open(page, TEXT);
    await openLayer(page, 'cues');
    await layerChoice(page, 'cues').focus();
    await page.keyboard.press('Shift+Tab');
    for (
      let steps = 0;
      steps < 20 &&
      !(await marks(page)
        .first()
        .evaluate((it) => it === document.activeElement));
      steps++
    )
      await page.keyboard.press('Tab');
    await expect(marks(page).first()).toBeFocused();
    await expect(marks(page).first()).toHaveAccessibleName(/^Cue: .*urged for/);
    await page.keyboard.press('ArrowRight');
    await expect(marks(page).nth(1)).toBeFocused();
    await page.keyboard.press('End');
    await expect(marks(page).last()).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const opened = entries(page).getByRole('listitem').first();
    await expect(opened.locator('summary')).toBeFocused();
    await expect(opened).toContainText('“Urged for” hands the demand to Sabina Aliyeva');
    // Tab leads past the marks, not through each of them.
    await marks(page).first().focus();
    await page.keyboard.press('Tab');
    await expect(entries(page).locator('summary').first()).toBeFocused();
  });

  test('keeps its folded passage folded under every layer, and without a mark', async ({ page }) => {
    await open(page, './read/khojaly/statement-2024/');
    await openLayer(page, 'figures');
    const text = page.getByRole('group', { name: 'Statement of 22 February 2024' });
    const fold = text.getByRole('button', { name: /^Folded:/ });
    await expect(fold).toHaveAttribute('aria-expanded', 'false');
    await expect(entries(page)).not.toContainText('particularly cruel');
    await press(fold);
    await expect(text).toContainText('Of those killed, 56 were subjected');
    await expect(text.locator('[data-opens]', { hasText: /^56$/ })).toHaveCount(0);
  });

  test('says what to do where a layer cannot be fetched', async ({ page, context, complaints }) => {
    await open(page, TEXT);
    await openLayer(page, 'voice');
    await unfoldLayers(page);
    await layerChoice(page, null).check();
    await context.route('**/layers/**', (route) => route.abort('internetdisconnected'));
    await layerChoice(page, 'voice').click();
    await expect(page.getByRole('alert')).toHaveText(/cannot be fetched without a connection/);
    await context.unroute('**/layers/**');
    await context.route('**/layers/**', (route) =>
      route.fulfill({ json: { layer: 'voice', entries: 'none' } })
    );
    await layerChoice(page, 'voice').click();
    await expect(page.getByRole('alert')).toHaveText(/arrived damaged/);
    complaints.length = 0;
  });
});

test.describe('Two texts side by side', () => {
  test('are joined by number: what is gone to in one is lit in both, and comes to the same height @wide', async ({
    page
  }, info) => {
    await open(page, PAIR);
    const [left, right] = ['Statement of 22 February 2024', 'Report of 2024 on the statement'].map((name) =>
      page.getByRole('group', { name: `${name}, scrolls by itself` })
    ) as [Locator, Locator];
    const last = left.getByRole('button').last();
    await left.getByRole('button').first().focus();
    await page.keyboard.press('End');
    await expect(last).toBeFocused();
    const number = (await last.getAttribute('data-opens'))!;
    await expect(last).toHaveAccessibleName(new RegExp(`^Passage ${number} of `));
    const partner = right.locator(`[data-opens="${number}"]`).first();
    await expect(partner).toHaveClass(/lit/);
    await expect(partner).toBeInViewport();
    // Enter goes over to the other text, and back.
    await page.keyboard.press('Enter');
    await expect(partner).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(last).toBeFocused();
    await picture(page, info, 'side-by-side');
  });

  test('scroll together by paragraph, or apart when that is switched off @wide', async ({ page }) => {
    await open(page, PAIR);
    const together = page.getByRole('checkbox', { name: 'The texts go together' });
    await expect(together).toBeChecked();
    const [left, right] = [page.locator('.box').first(), page.locator('.box').last()];
    const scrollLeft = async (top: number) => {
      await left.dispatchEvent('wheel');
      await left.evaluate((box, to) => box.scrollTo({ top: to, behavior: 'instant' }), top);
    };
    const topOf = () => right.evaluate((box) => box.scrollTop);
    const end = await left.evaluate((box) => box.scrollHeight - box.clientHeight);
    await scrollLeft(end * 0.6);
    await expect.poll(topOf).toBeGreaterThan(100);
    await together.uncheck();
    const before = await topOf();
    await scrollLeft(0);
    await expect.poll(() => left.evaluate((box) => box.scrollTop)).toBe(0);
    expect(await topOf()).toBe(before);
  });

  test('stand passage over passage on a phone, with the words that differ marked', async ({ page }, info) => {
    await open(page, PAIR);
    const wide = page.viewportSize()!.width > 960;
    await expect(page.getByRole('checkbox', { name: 'The texts go together' })).toBeVisible({
      visible: wide
    });
    const pairs = page.getByRole('region', { name: 'Passage by passage' });
    // Next to the two texts the list would say it all again: it is there on demand.
    if (wide) await press(pairs.locator('summary'));
    const appeal = pairs.getByRole('listitem').filter({ hasText: 'Despite numerous appeals' });
    await expect(appeal.getByRole('figure')).toHaveCount(2);
    await expect(appeal.getByRole('figure').first().getByRole('emphasis')).toHaveText(['four thousand']);
    await expect(appeal.getByRole('figure').last().getByRole('emphasis')).toHaveText(['4,000']);
    await appeal.scrollIntoViewIfNeeded();
    await picture(page, info, 'pairs');
  });
});

test.describe('The overview of a pack', () => {
  test('stands on the ground note, says when each text is from and how that is known, and goes on', async ({
    page
  }, info) => {
    await open(page, './learn/khojaly/overview/');
    await expect(page.getByRole('region', { name: 'Before you begin' })).toContainText(
      'does not ask whether civilians were killed at Khojaly in February 1992'
    );
    const drawn = page.getByRole('img', { name: /^The texts on a line of time/ });
    // Four days are known, two of them inferred from a neighbour; of one text only the year is.
    await expect(drawn.locator('circle')).toHaveCount(3);
    await expect(drawn.locator('rect')).toHaveCount(2);
    await expect(page.getByRole('region', { name: 'Who does not speak' })).toContainText(
      'No Armenian official'
    );
    await expect(page.getByRole('link', { name: /^Start: / })).toBeVisible();
    await picture(page, info, 'overview', true);
  });

  test('shows its ledger after numbers were practised, and says whom they stand for', async ({
    page
  }, info) => {
    await open(page, './learn/khojaly/overview/');
    const ledger = page.getByRole('region', { name: 'The ledger', exact: true });
    await expect(ledger).toContainText('Each number stands for people.');
    await expect(ledger.getByRole('figure')).toHaveCount(0);
    await openPicture(page, 'The ledger');
    await expect(ledger.getByRole('figure')).toContainText('people killed at Khojaly');
    // The button that was pressed is gone: the keyboard goes on from the picture.
    await expect(ledger.getByRole('group', { name: 'The ledger', exact: true })).toBeFocused();
    await ledger.getByText('The same as a table').click();
    await expect(
      ledger.getByRole('row').filter({ hasText: 'people killed at Khojaly' }).first()
    ).toContainText('613');
    await picture(page, info, 'ledger');
  });

  test('shows the words for what happened by text and year, in quotation marks and with their users', async ({
    page
  }, info) => {
    await open(page, './learn/khojaly/overview/');
    await openPicture(page, 'The table of words');
    const words = page.getByRole('region', {
      name: 'Words for the mass killing of civilians at Khojaly',
      exact: true
    });
    const heads = await words.getByRole('rowheader').allInnerTexts();
    expect(heads.length).toBeGreaterThan(5);
    for (const head of heads) expect(head).toMatch(/^“[a-z]+”/);
    const row = words.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /incident/ }) });
    await expect(row.getByRole('cell').nth(1)).toContainText('1 × the text itself');
    await expect(words.getByRole('columnheader')).toHaveText([
      /Word/,
      /2022/,
      /2022/,
      /2024/,
      /2024/,
      /2026/
    ]);
    await picture(page, info, 'words');
  });
});

test.describe('The glossary', () => {
  test('explains a term where a lesson first uses it, and leads to its page', async ({ page }, info) => {
    await open(page, './learn/warm-up/01-whose-words/');
    const term = page.getByRole('button', { name: 'cue', exact: true });
    const note = page.getByRole('note', { name: 'cue', exact: true });
    await expect(note).toBeHidden();
    await press(term);
    await expect(note).toContainText('The words that hand a statement over.');
    await picture(page, info, 'term');
    await page.keyboard.press('Escape');
    await expect(note).toBeHidden();
    await term.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(note.getByRole('link')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/glossary\/#cue$/);
    await expect(page.locator('#cue')).toBeInViewport();
  });

  test('finds a term by a word, and says where it is first met', async ({ page }) => {
    await open(page, './');
    await press(page.getByRole('contentinfo').getByRole('link', { name: 'Glossary' }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Glossary');
    await ready(page);
    await page.getByRole('searchbox', { name: 'Find a word' }).fill('presupp');
    await expect(page.getByRole('term')).toHaveText(['presupposition']);
    await page.getByRole('searchbox').fill('nothing like it');
    await expect(page.getByText('Try a shorter word.')).toBeVisible();
    await page.getByRole('searchbox').fill('');
    await expect(page.locator('#cue').getByRole('link', { name: 'Whose words are these?' })).toBeVisible();
  });
});

test.describe('From a lesson', () => {
  test('its texts, the overview and the glossary are one step away', async ({ page }) => {
    await open(page, './learn/khojaly/02-whose-words/');
    const foot = page.getByRole('article').locator('footer').last();
    for (const name of [
      'Report of 2024 on the statement',
      'Report of 2022 on a letter',
      'Overview of the pack',
      'Glossary'
    ])
      await expect(foot.getByRole('link', { name, exact: true })).toBeVisible();
  });
});
