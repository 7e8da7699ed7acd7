import type { Locator, Page } from '@playwright/test';
import type { Key as LedgerKey } from '../../src/lib/exercises/figures/schema.ts';
import type { Key as WordingKey } from '../../src/lib/exercises/framing/schema.ts';
import {
  CHANGE_LABELS,
  FINDING_LABELS,
  OWNER_LABELS,
  WIDTH_LABELS
} from '../../src/lib/exercises/framing/words.ts';
import { lettered } from '../../src/lib/exercises/parts/lettered.ts';
import { tokens, tokensIn } from '../../src/lib/text/tokens.ts';
import {
  current,
  exercise,
  expect,
  press,
  publishedKey,
  select,
  slider,
  specOf,
  tabTo,
  textOf,
  toolbar
} from './helpers.ts';

/** Ledgers and wordings answered as their published key has them, by pointing and by keyboard. */

export async function ledgerKey(page: Page, name: string): Promise<LedgerKey> {
  return (await publishedKey(page, name)) as LedgerKey;
}

export async function wordingKey<M extends WordingKey['mode']>(
  page: Page,
  name: string,
  mode: M
): Promise<Extract<WordingKey, { mode: M }>> {
  const key = (await publishedKey(page, name)) as WordingKey;
  expect(key.mode).toBe(mode);
  return key as Extract<WordingKey, { mode: M }>;
}

/** Every reason that a key gives for an item, in no order. */
export function reasonsOf(key: LedgerKey | WordingKey): string[] {
  const entries =
    key.mode === 'ledger' ? [...key.cells, ...key.relations, ...key.origins, ...key.pairs] : key.entries;
  return entries.map(({ reason }) => reason);
}

// ── a ledger ────────────────────────────────────────────────────────────────────────────────────────────

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The texts of a ledger in the order of its columns, as the page calls them. */
export async function columnsOf(task: Locator): Promise<string[]> {
  return task
    .locator('thead th:not(.counted)')
    .evaluateAll((cells) => cells.map((c) => c.textContent.trim()));
}

export const rowsOf = (key: LedgerKey) => [...new Set(key.cells.map(({ row }) => row))];

export const cellButton = (task: Locator, row: number, text: string) =>
  task.getByRole('button', {
    name: new RegExp(`^Row ${lettered(row + 1)}, .*, ${escaped(text)}: (?!absent$)`)
  });
export const absentButton = (task: Locator, row: number, text: string) =>
  task
    .getByRole('button', { name: new RegExp(`^Row ${lettered(row + 1)}, .*, ${escaped(text)}: absent$`) })
    .last();

/** On a small screen the sheet with the task has to be there, or out of the way. */
export async function sheet(page: Page, task: Locator, shown: boolean): Promise<void> {
  if (!(await page.evaluate(() => matchMedia('(max-width: 60rem)').matches))) return;
  const handle = task.getByRole('button', { name: shown ? 'Show the task' : 'Put the task away' });
  if (await handle.isVisible()) await press(handle);
}

/** The text of a column, by what stands in its head. */
export const textIn = (task: Locator, name: string) => task.getByRole('group', { name, exact: true });

/** Fills the table as the key has it, by pointing: cell, words, and "Done with row …". */
async function fill(page: Page, name: string, key: LedgerKey): Promise<void> {
  const task = exercise(page, name);
  const texts = await columnsOf(task);
  const rows = rowsOf(key);
  const sources = [...new Set(key.cells.map(({ source }) => source))];
  for (const source of sources) {
    const text = texts[sources.indexOf(source)]!;
    await sheet(page, task, true);
    await press(task.locator('fieldset:visible label', { hasText: text }));
    for (const { row, mentions } of key.cells.filter((cell) => cell.source === source)) {
      const at = rows.indexOf(row);
      await sheet(page, task, true);
      if (mentions.length === 0) {
        await press(absentButton(task, at, text));
        continue;
      }
      await press(cellButton(task, at, text));
      await select(page, textIn(task, text), name.split('/')[0]!, mentions[0]!.place);
      await press(toolbar(page).getByRole('button', { name: `Done with row ${lettered(at + 1)}: ` }));
      await expect(toolbar(page)).toBeHidden();
      await expect(cellButton(task, at, text)).toContainText(mentions[0]!.place.quote);
    }
  }
  await sheet(page, task, true);
}

export const step = (task: Locator, name: string) =>
  task.getByRole('list', { name: 'Steps' }).getByRole('button', { name });

/** Answers a step, one after the other, by the options' values. */
export async function answerStep(
  page: Page,
  task: Locator,
  name: string,
  what: string,
  values: readonly string[]
): Promise<void> {
  await press(step(task, name));
  for (const [i, value] of values.entries()) {
    await expect(task.getByText(`${what} ${i + 1} of ${values.length}`, { exact: true })).toBeVisible();
    await press(task.locator(`label:has(input[value="${value}"])`));
    if (i < values.length - 1) await press(task.getByRole('button', { name: `Next ${what.toLowerCase()}` }));
  }
  await expect(step(task, name)).toContainText(`${values.length} of ${values.length}`);
}

/** The steps of a ledger after its numbers: what each is called, what it asks about, and what the key says. */
function stepsOf(key: LedgerKey): { name: string; what: string; values: string[] }[] {
  const as = (list: { as: string }[]) => list.map((entry) => entry.as);
  return [
    { name: 'Compare', what: 'Pair', values: as(key.relations) },
    { name: 'Same count', what: 'Pair', values: as(key.pairs) },
    { name: 'Origins', what: 'Number', values: as(key.origins) },
    { name: 'What follows', what: 'Question', values: key.questions.map(({ right }) => right) }
  ].filter(({ values }) => values.length > 0);
}

export async function solveLedger(page: Page, name: string): Promise<void> {
  const key = await ledgerKey(page, name);
  await fill(page, name, key);
  for (const { name: called, what, values } of stepsOf(key))
    await answerStep(page, exercise(page, name), called, what, values);
}

/** Fills a table by keys alone: arrows between cells, A for absent, Enter to the text and back with the number. */
export async function fillByKeys(page: Page, name: string, key: LedgerKey): Promise<void> {
  const task = exercise(page, name);
  const sources = [...new Set(key.cells.map(({ source }) => source))];
  const rows = rowsOf(key);
  await tabTo(page, task.locator('[data-at="0 0"]').first());
  for (const [c, source] of sources.entries()) {
    const words = tokens(textOf(name.split('/')[0]!, source));
    for (const [r, row] of rows.entries()) {
      const { mentions } = key.cells.find((one) => one.source === source && one.row === row)!;
      const button = task.locator(`[data-at="${r} ${c}"].words`);
      // Where the keyboard is after the last cell, the arrows lead on.
      await page.keyboard.press('Home');
      for (let i = 1; i < rows.length; i++) await page.keyboard.press('ArrowUp');
      for (let i = 0; i < r; i++) await page.keyboard.press('ArrowDown');
      for (let i = 0; i < c; i++) await page.keyboard.press('ArrowRight');
      await expect(button).toBeFocused();
      if (mentions.length === 0) {
        await page.keyboard.press('0');
        await expect(button).toHaveAccessibleName(/: absent$/);
        continue;
      }
      await page.keyboard.press('Enter');
      await expect(slider(task)).toBeFocused();
      await page.keyboard.press('Control+Home');
      const [from, to] = tokensIn(words, mentions[0]!.place);
      for (let w = 0; w < from; w++) await page.keyboard.press('ArrowRight');
      await expect(slider(task)).toHaveJSProperty('value', String(from));
      await page.keyboard.press('Enter');
      for (let w = from; w < to - 1; w++) await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Enter');
      await expect(button).toContainText(mentions[0]!.place.quote);
      await expect(task.locator('[data-at]:focus')).toBeVisible();
    }
  }
}

/** Chooses the option of a group that has the focus nowhere yet: Tab leads to it, arrows go through it. */
export async function chooseByKeys(page: Page, group: Locator, value: string): Promise<void> {
  const radios = group.getByRole('radio');
  const wanted = group.locator(`input[value="${value}"]`);
  const entry = group.locator('input:checked').or(radios.first()).first();
  await tabTo(page, entry);
  if (await wanted.isChecked()) return;
  if (await wanted.evaluate((radio) => radio === document.activeElement)) await page.keyboard.press('Space');
  const count = await radios.count();
  for (let i = 0; i < count && !(await wanted.isChecked()); i++) await page.keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
}

export async function solveLedgerByKeys(page: Page, name: string): Promise<void> {
  const task = exercise(page, name);
  const key = await ledgerKey(page, name);
  await fillByKeys(page, name, key);
  for (const { name: called, what, values } of stepsOf(key)) {
    await tabTo(page, step(task, called), 'Shift+Tab');
    await page.keyboard.press('Enter');
    const next = task.getByRole('button', { name: `Next ${what.toLowerCase()}` });
    for (const [i, value] of values.entries()) {
      await expect(task.getByText(`${what} ${i + 1} of ${values.length}`, { exact: true })).toBeVisible();
      await chooseByKeys(
        page,
        task
          .getByRole('group')
          .filter({ has: page.getByRole('radio') })
          .last(),
        value
      );
      if (i < values.length - 1) {
        await tabTo(page, next, 'Shift+Tab');
        await page.keyboard.press('Enter');
      }
    }
    await expect(step(task, called)).toContainText(`${values.length} of ${values.length}`);
  }
}

// ── wordings ────────────────────────────────────────────────────────────────────────────────────────────

/** A choice in the task, by the question and its answer. */
export const choice = (task: Locator, ask: string, name: string) =>
  task.getByRole('group', { name: ask }).getByRole('radio', { name: new RegExp(`^${name}`) });

/** Whether something is a device, and if so which and whose, by pointing. */
export async function answerSpot(
  task: Locator,
  { as, owner }: { as: string; owner: string | null }
): Promise<void> {
  const side = as === 'plain' ? 'plain' : 'device';
  await press(choice(task, 'Plain wording, or a device?', FINDING_LABELS[side].name));
  if (as !== side)
    await press(choice(task, 'Which device?', FINDING_LABELS[as as keyof typeof FINDING_LABELS].name));
  if (owner)
    await press(choice(task, 'Whose choice is it?', OWNER_LABELS[owner as keyof typeof OWNER_LABELS].name));
}

/** Answers every unit by keys alone: digits and arrows. */
export async function byKeys(page: Page, task: Locator, keys: readonly (readonly string[])[]): Promise<void> {
  await current(task).focus();
  await page.keyboard.press('Home');
  for (const [i, digits] of keys.entries()) {
    await expect(
      task.getByText(new RegExp(`^(Stretch|Swap|Pair|Doer) ${i + 1} of ${keys.length}$`))
    ).toBeVisible();
    for (const digit of digits) await page.keyboard.press(digit);
    if (i < keys.length - 1) await page.keyboard.press('ArrowRight');
  }
}

type WordingMode = WordingKey['mode'];

const CALLED: Record<WordingMode, string> = { spot: 'Stretch', swap: 'Swap', side: 'Pair', actors: 'Doer' };

/** Answers an exercise on wordings as its key does, by pointing at one unit after the other. */
export async function solveWording(page: Page, name: string, mode: WordingMode): Promise<void> {
  const task = exercise(page, name);
  const key = await wordingKey(page, name, mode);
  for (const [i, entry] of key.entries.entries()) {
    await press(task.getByRole('img', { name: `${CALLED[mode]} ${lettered(i + 1)}:` }));
    await expect(
      task.getByText(`${CALLED[mode]} ${i + 1} of ${key.entries.length}`, { exact: true })
    ).toBeVisible();
    if ('owner' in entry) await answerSpot(task, entry);
    else if (mode === 'actors')
      await press(
        choice(task, 'How wide is the doer drawn?', WIDTH_LABELS[entry.as as keyof typeof WIDTH_LABELS].name)
      );
    else
      await press(
        choice(
          task,
          mode === 'swap' ? 'What does the swap change?' : 'What changes from the first to the second?',
          CHANGE_LABELS[entry.as as keyof typeof CHANGE_LABELS].name
        )
      );
  }
}

/** The digits that answer each unit as the key does, in the order of the buttons. */
export async function digitsOf(page: Page, name: string, mode: WordingMode): Promise<string[][]> {
  const { select } = specOf(name);
  const { devices = [], owners = [], changes = [], widths = [] } = select;
  const buttons = {
    spot: ['plain', 'device', ...devices, ...owners],
    swap: changes,
    side: changes,
    actors: widths
  }[mode];
  const digit = (label: string) => String(buttons.indexOf(label) + 1);
  const { entries } = await wordingKey(page, name, mode);
  return entries.map((entry) => {
    if (!('owner' in entry)) return [digit(entry.as)];
    const { as, owner } = entry;
    // Which device, and whose, is asked once it is called one.
    const finding = as === 'plain' ? ['plain'] : ['device', ...(as === 'device' ? [] : [as])];
    return [...finding, ...(owner ? [owner] : [])].map(digit);
  });
}

// ── either ──────────────────────────────────────────────────────────────────────────────────────────────

/** Answers an exercise of these kinds as its key does, by pointing. */
export async function solve(page: Page, name: string): Promise<void> {
  const { mode } = specOf(name).select;
  if (mode === 'ledger') await solveLedger(page, name);
  else if (mode in CALLED) await solveWording(page, name, mode as WordingMode);
  else throw new Error(`${name} is neither a ledger nor on wordings`);
}

/** Answers an exercise of these kinds as its key does, by keyboard alone. */
export async function solveByKeys(page: Page, name: string): Promise<void> {
  const { mode } = specOf(name).select;
  const task = exercise(page, name);
  if (mode === 'ledger') await solveLedgerByKeys(page, name);
  else if (mode in CALLED) {
    await tabTo(page, current(task));
    await byKeys(page, task, await digitsOf(page, name, mode as WordingMode));
  } else throw new Error(`${name} is neither a ledger nor on wordings`);
}

/** The reasons that the verdict on an exercise has to give. */
export async function reasons(page: Page, name: string): Promise<string[]> {
  return reasonsOf((await publishedKey(page, name)) as LedgerKey | WordingKey);
}
