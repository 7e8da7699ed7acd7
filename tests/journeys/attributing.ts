import type { Locator, Page } from '@playwright/test';
import type { Key } from '../../src/lib/exercises/attribution/schema.ts';
import {
  current,
  exercise,
  expect,
  press,
  publishedKey,
  select,
  specOf,
  textRegion,
  toolbar,
  type Place
} from './helpers.ts';

/** Exercises of attribution on the page, and answered as their published key has them. */

/** The published key of an open exercise of this type. */
export async function keyOf<M extends Key['mode']>(
  page: Page,
  name: string,
  mode: M
): Promise<Extract<Key, { mode: M }>> {
  const key = (await publishedKey(page, name)) as Key;
  expect(key.mode).toBe(mode);
  return key as Extract<Key, { mode: M }>;
}

/** The reasons of what is asked, as the published key has them. */
export async function reasonsOf(page: Page, name: string): Promise<string[]> {
  const key = (await publishedKey(page, name)) as Key;
  const asked = 'entries' in key ? key.entries : key.units.filter((unit) => unit.target && !unit.contested);
  return asked.map(({ reason }) => reason);
}

/** What learners read for the classes of the codebook. */
export const NAMES: Record<string, string> = {
  states: 'States',
  characterises: 'Characterises',
  own: 'Own voice',
  source: 'Hands to a source',
  direct: 'Direct',
  indirect: 'Indirect',
  mixed: 'Mixed',
  reports: 'Reports another’s act'
};

/** The label of the statement that is asked about. */
export const label = (task: Locator, name: string) =>
  task
    .getByRole('group', { name: 'Whose words are these?' })
    .getByRole('radio', { name: new RegExp(`^${name}`) });

/** Entries in the order in which the page goes through them. */
export function inOrder<T extends { places: Place[] }>(name: string, entries: readonly T[]): T[] {
  const { statements = [] } = specOf(name).select;
  const sources = [...new Set(statements.map((ref) => ref.split('#')[0]!))];
  const rank = ({ source, start }: Place) => sources.indexOf(source) * 1e6 + start;
  return [...entries].sort((a, b) => rank(a.places[0]!) - rank(b.places[0]!));
}

/** Gives every statement a label, by digit and arrow. */
export async function sort(
  page: Page,
  name: string,
  labelFor: (i: number) => string,
  task = exercise(page, name)
): Promise<void> {
  const { classes = [], statements = [] } = specOf(name).select;
  await current(task).focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < statements.length; i++) {
    await expect(task.getByText(`Statement ${i + 1} of ${statements.length}`, { exact: true })).toBeVisible();
    await page.keyboard.press(String(classes.indexOf(labelFor(i)) + 1));
    if (i < statements.length - 1) await page.keyboard.press('ArrowRight');
  }
}

/** Gives every statement the label of the key. @param task where it stands in for another, that one's */
export async function sortAsKey(page: Page, name: string, task = exercise(page, name)): Promise<void> {
  const entries = inOrder(name, (await keyOf(page, name, 'sort')).entries);
  await sort(page, name, (i) => entries[i]!.as, task);
}

/** Marks every stretch that the key marks, by pointing, where there is one kind of mark. @returns how many they are */
export async function markAsKey(page: Page, name: string): Promise<number> {
  const { units } = await keyOf(page, name, 'mark');
  const places = units.filter((unit) => unit.target).flatMap((unit) => unit.places);
  for (const place of places) {
    await select(page, textRegion(exercise(page, name)), name.split('/')[0]!, place);
    await press(toolbar(page).getByRole('button').first());
    await expect(toolbar(page)).toBeHidden();
  }
  return places.length;
}

/** Links every statement to the source and the cue of the key, by pointing, where none has a chain. */
export async function linkAsKey(page: Page, name: string): Promise<void> {
  const task = exercise(page, name);
  const { entries } = await keyOf(page, name, 'link');
  for (const [i, { source, words }] of entries.entries()) {
    await expect(task.getByText(`Statement ${i + 1} of ${entries.length}`, { exact: true })).toBeVisible();
    for (const [place, role] of [
      [source, 'Source'],
      [words, 'Cue']
    ] as const) {
      await select(page, textRegion(task), name.split('/')[0]!, place);
      await press(toolbar(page).getByRole('button', { name: role }));
    }
    if (i < entries.length - 1)
      await press(task.getByRole('button', { name: 'Next statement', exact: true }));
  }
}
