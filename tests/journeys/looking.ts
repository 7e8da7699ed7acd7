import AxeBuilder from '@axe-core/playwright';
import type { Page, TestInfo } from '@playwright/test';
import { expect, picture } from './helpers.ts';

/**
 * What a checker of accessibility finds on the page as it stands, in words: of the rules that are named, or of all,
 * the size of targets among them, which it leaves out unless it is told.
 */
export async function found(page: Page, ...rules: string[]): Promise<string[]> {
  // Many pages are looked at. None has frames, so that none is needed to put findings together; and what is found in
  // order is not listed.
  const builder = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
  if (rules.length > 0) builder.withRules(rules);
  const { violations } = await builder.analyze();
  return violations.map(({ id, help, nodes }) =>
    [
      `${id}: ${help}`,
      ...nodes.map(({ html, any }) => [html.slice(0, 200), ...any.map(({ message }) => message)].join(' · '))
    ].join('\n  ')
  );
}

/**
 * Looks at the page as it stands: a checker of accessibility finds nothing in light, nor, of colours, in the dark; and
 * nothing is wider than a small phone. Leaves pictures of both.
 */
export async function looked(page: Page, info: TestInfo, name: string): Promise<void> {
  const viewport = page.viewportSize()!;
  const none = (scheme: string, ...rules: string[]) =>
    // Polled: what glides from one colour to the other has neither of them for a moment.
    expect.poll(() => found(page, ...rules), { message: `${name}, ${scheme}`, timeout: 40_000 }).toEqual([]);
  await none('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await none('dark', 'color-contrast');
  await picture(page, info, `${name}-dark`, true);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.emulateMedia({ colorScheme: 'light' });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), `how wide ${name} is`)
    .toBe(320);
  await picture(page, info, `${name}-narrow`, true);
  await page.setViewportSize(viewport);
}
