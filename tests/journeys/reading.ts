import type { Locator, Page } from '@playwright/test';
import { check, expect, open, press, ready } from './helpers.ts';

/** What journeys through the reading view share. */

export const LAYERS = ['voice', 'cues', 'figures', 'framing'] as const;
export type LayerName = (typeof LAYERS)[number];
const NAMES: Record<LayerName, string> = {
  voice: 'Voice',
  cues: 'Cues',
  figures: 'Figures',
  framing: 'Framing'
};

export const layerChoice = (page: Page, layer: LayerName | null): Locator =>
  page.getByRole('radio', { name: layer ? NAMES[layer] : 'Only the text', exact: true });

/** The list beside the text that says what its marks say. */
export const entries = (page: Page): Locator => page.getByRole('region', { name: / in this text \(\d+\)$/ });

/** On a small screen the choice of layers is put away until it is asked for. */
export async function unfoldLayers(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: / change$/ });
  if (await button.isVisible()) await press(button);
}

/** Checks the exercise that a closed layer or picture names, and comes back. */
export async function practiseFor(page: Page, told: Locator): Promise<void> {
  const here = page.url();
  await press(told.getByRole('link'));
  await expect(page).toHaveURL(/\/practice\//);
  await ready(page);
  await check(page.locator('[data-exercise]'));
  await open(page, here);
}

/** Switches a layer on, after the exercise that opens it. */
export async function openLayer(page: Page, layer: LayerName): Promise<void> {
  await unfoldLayers(page);
  const told = page.locator(`[data-opens~="${layer}"]`);
  await expect(told).toContainText('once you have checked:');
  await expect(layerChoice(page, layer)).toBeDisabled();
  await practiseFor(page, told);
  await unfoldLayers(page);
  await layerChoice(page, layer).check();
  await expect(entries(page)).toBeVisible();
}

/** Has a picture of an overview shown, after the exercise that opens it. */
export async function openPicture(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name: `Show ${name.charAt(0).toLowerCase()}${name.slice(1)}` });
  const told = page.getByRole('paragraph').filter({ hasText: `${name} opens after you have` });
  await expect(button.or(told)).toBeVisible();
  const shown = await page.getByRole('figure').count();
  if (await told.isVisible()) {
    await practiseFor(page, told);
    // What was shown before is asked for anew.
    if (shown > 1) await press(page.getByRole('button', { name: 'Show the ledger' }));
  }
  await press(button);
  await expect(button).toBeHidden();
}
