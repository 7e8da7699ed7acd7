import type { Page } from '@playwright/test';
import { reasonsOf } from './attributing.ts';
import {
  enter,
  enterAndStay,
  expect,
  expectFocusSeen,
  open,
  picture,
  practice,
  ready,
  test
} from './helpers.ts';

const SHEETS = [
  'warm-up/sort-careful',
  'warm-up/mark-careful',
  'warm-up/link-careful',
  'khojaly/sort-five-ways'
];

/** How many pages the sheet fills on A4. */
async function pagesOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: 'A4', printBackground: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test.describe('On paper @wide', () => {
  for (const name of SHEETS) {
    test(`${name}: worksheet and key are sheets of their own, and the worksheet gives nothing away`, async ({
      page
    }, info) => {
      const reasons = await reasonsOf(page, name);
      expect(reasons.length).toBeGreaterThan(2);
      await open(page, `./print/${name}/`);
      await page.emulateMedia({ media: 'print' });
      const sheet = page.getByRole('article');
      await expect(sheet).toContainText('Worksheet');
      await expect(sheet.getByText('Name or pseudonym:')).toBeVisible();
      for (const reason of reasons) await expect(page.getByText(reason)).toHaveCount(0);
      // Nothing but the sheet itself is printed.
      await expect(page.getByRole('navigation')).toBeHidden();
      await expect(page.getByRole('button', { name: 'Print this sheet' })).toBeHidden();
      await expect(page.getByRole('contentinfo')).toBeHidden();
      const pages = await pagesOf(page);
      expect(pages).toBeGreaterThanOrEqual(1);
      expect(pages).toBeLessThanOrEqual(8);
      await picture(page, info, 'worksheet', true);

      await page.emulateMedia({ media: 'screen' });
      // The screen's own layout comes in several frames, and could move the link while the mouse is down.
      await page.getByRole('link', { name: 'The key on a sheet of its own' }).press('Enter');
      await expect(page.getByRole('heading', { level: 1 })).toContainText(': key');
      await page.emulateMedia({ media: 'print' });
      for (const reason of reasons) await expect(page.getByText(reason)).toBeVisible();
      // Each item has its words; the texts are not printed once more.
      await expect(page.getByRole('group', { name: /^(The text|Text \d of \d)$/ })).toHaveCount(0);
      expect(await pagesOf(page)).toBeGreaterThanOrEqual(1);
      await picture(page, info, 'key', true);
    });
  }

  test('the button opens the print dialog, and each sheet leads to the other', async ({ page }) => {
    await page.addInitScript(() => {
      window.print = () => (document.title = 'printing');
    });
    await open(page, './print/warm-up/sort-careful/');
    await page.getByRole('button', { name: 'Print this sheet' }).click();
    await expect(page).toHaveTitle('printing');
    await page.getByRole('link', { name: 'The key on a sheet of its own' }).click();
    await page.getByRole('link', { name: 'The worksheet' }).click();
    await page.getByRole('link', { name: 'Do it on the screen' }).click();
    await expect(page).toHaveURL(/practice\/sort-careful\/$/);
  });

  test('by keyboard alone: from the exercise to its sheets, each printed and left again', async ({
    page
  }) => {
    await page.addInitScript(() => {
      window.print = () => (document.title += ' (printing)');
    });
    await open(page, practice('warm-up/sort-careful'));
    await enter(page, page.getByRole('link', { name: 'This exercise on paper' }));
    const print = page.getByRole('button', { name: 'Print this sheet' });
    for (const [what, other] of [
      ['worksheet', 'The key on a sheet of its own'],
      ['key', 'The worksheet']
    ] as const) {
      await expect(page).toHaveTitle(new RegExp(`: ${what} · `));
      await ready(page);
      await enterAndStay(page, print);
      await expect(page).toHaveTitle(/ \(printing\)$/);
      await page.keyboard.press('Tab');
      await expect(page.getByRole('link', { name: other })).toBeFocused();
      await expectFocusSeen(page);
      await page.keyboard.press('Enter');
    }
    await enter(page, page.getByRole('link', { name: 'Do it on the screen' }));
    await expect(page).toHaveURL(/practice\/sort-careful\/$/);
  });

  test('every sheet is linked from the teachers’ page', async ({ page }) => {
    await open(page, './teach/');
    await page.getByRole('link', { name: /^Worksheet ?: Whose words\? The Quay Lantern$/ }).click();
    await expect(page).toHaveURL(/print\/warm-up\/sort-careful\/$/);
  });
});
