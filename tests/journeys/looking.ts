import AxeBuilder from '@axe-core/playwright';
import type { Page, TestInfo } from '@playwright/test';
import { expect, picture } from './helpers.ts';

/**
 * Looks at the page as it stands: a checker of accessibility finds nothing in light, nor, of colours, in the dark; and
 * nothing is wider than a small phone. Leaves pictures of both.
 */
export async function looked(page: Page, info: TestInfo, name: string): Promise<void> {
  const viewport = page.viewportSize()!;
  const none = (builder: AxeBuilder, scheme: string) =>
    // Polled: what glides from one colour to the other has neither of them for a moment.
    expect
      .poll(
        async () => {
          const { violations } = await builder.analyze();
          return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
        },
        { message: `${name}, ${scheme}`, timeout: 40_000 }
      )
      .toEqual([]);
  await none(new AxeBuilder({ page }), 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await none(new AxeBuilder({ page }).withRules('color-contrast'), 'dark');
  await picture(page, info, `${name}-dark`, true);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.emulateMedia({ colorScheme: 'light' });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), `how wide ${name} is`)
    .toBe(320);
  await picture(page, info, `${name}-narrow`, true);
  await page.setViewportSize(viewport);
}
