import { expect, open, test } from './helpers.ts';

test('a pair shows both wordings letter by letter, and what changes after one’s own answer, by keyboard', async ({
  page
}) => {
  await open(page, './learn/khojaly/09-naming-and-legal-terms/');
  await page.getByText('Show the pairs').focus();
  await page.keyboard.press('Enter');
  const pair = page.getByRole('group', { name: 'A pair: the name of the region' });
  await expect(pair).toContainText('in the occupied region of Nagorno-Karabakh after battering it');
  await expect(pair.locator('mark')).toHaveText(['Nagorno-Karabakh', 'Karabakh']);
  await expect(pair.getByText('The tone changes.')).toBeHidden();
  await pair.getByText('What changes?').focus();
  await page.keyboard.press('Enter');
  await expect(pair.getByText('The tone changes.')).toBeVisible();
  await expect(pair.getByRole('link', { name: 'Report of 23 February 2026' })).toHaveAttribute(
    'href',
    /\/read\/khojaly\/appeal-2026\/$/
  );
});
