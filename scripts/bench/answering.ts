import type { Page } from '@playwright/test';

/** Learners who answer by keyboard, for `pages.ts` to measure how fast the page follows. */

/** Presses a key and waits until what it changed is painted. */
async function painted(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}

/** Marks a dozen stretches of the text. */
export async function marking(page: Page): Promise<void> {
  await page.getByRole('slider', { name: 'Word by word' }).first().focus();
  for (let n = 0; n < 12; n++) {
    for (const key of [
      'ArrowRight',
      'Shift+ArrowRight',
      'Shift+ArrowRight',
      'Shift+ArrowDown',
      'Enter',
      'ArrowDown'
    ])
      await painted(page, key);
  }
}

/** Goes through the candidates, calls each a device and says which, and goes on. */
export async function spotting(page: Page): Promise<void> {
  await page.locator('[aria-current="step"]').first().focus();
  for (let n = 0; n < 20; n++)
    for (const key of ['2', String(3 + (n % 5)), 'ArrowRight', 'ArrowRight', 'ArrowRight'])
      await painted(page, key);
}

/** Goes through a ledger by keyboard, text by text: cells, words, numbers put in, and the other steps. */
export async function keeping(page: Page): Promise<void> {
  const press = async (...keys: string[]) => {
    for (const key of keys) await painted(page, key);
  };
  await page.locator('[data-at="0 0"]').focus();
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 3; row++) {
      await press('Enter', 'Control+ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Enter');
      await press('a', 'ArrowDown');
    }
    await press('ArrowRight');
  }
  for (const step of await page.getByRole('list', { name: 'Steps' }).getByRole('button').all()) {
    await step.focus();
    await press('Enter');
  }
}
