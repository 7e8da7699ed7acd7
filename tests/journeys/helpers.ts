import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  expect,
  test as base,
  type ConsoleMessage,
  type Locator,
  type Page,
  type TestInfo
} from '@playwright/test';
import { parse } from 'yaml';

export { expect };

/** Whether the console complains: an error, or a warning of the framework that something is read too late. */
export const complains = (message: ConsoleMessage): boolean =>
  message.type() === 'error' || /svelte\.dev\/e\//.test(message.text());

/**
 * A journey without the service worker, which would fetch the whole site in every one of them (`offline.e2e.ts`
 * lets it in), without gliding pages, which would carry away what is about to be clicked, and with an eye on the
 * console: what a page throws or complains of there fails the journey.
 */
export const test = base.extend<{ complaints: string[]; calm: void }>({
  serviceWorkers: 'block',
  contextOptions: { reducedMotion: 'reduce' },
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the parameters
  complaints: async ({}, use) => use([]),
  calm: [
    async ({ context, complaints }, use) => {
      context.on('console', (message) => {
        if (complains(message)) complaints.push(`${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => void complaints.push(String(error.error())));
      await use();
      expect(complaints, 'what the console complains of').toEqual([]);
    },
    { auto: true }
  ]
});

/** Goes to a page and waits until it answers. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page);
}

/** Waits until the page answers, with all its exercises. */
export async function ready(page: Page): Promise<void> {
  await page.locator('html[data-hydrated]').waitFor();
  await expect(page.locator('[data-exercise]:not([data-live])')).toHaveCount(0);
}

/** Leaves a picture of the page in `test-results/journeys/`, for people to look at. */
export async function picture(page: Page, info: TestInfo, name: string, fullPage = false): Promise<void> {
  await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage });
}

// ── what the packs hold ─────────────────────────────────────────────────────────────────────────────────

const LESSONS = fileURLToPath(new URL('../../lessons', import.meta.url));

export const filesIn = (folder: string, end: string) =>
  readdirSync(`${LESSONS}/${folder}`)
    .filter((name) => name.endsWith(end))
    .map((name) => name.slice(0, -end.length))
    .sort();

export const PACKS = ['warm-up', 'khojaly'];

interface Spec {
  name: string;
  title: string;
  type: string;
  access: 'open' | 'reserved';
  select: {
    mode: string;
    statements?: string[];
    classes?: string[];
    kinds?: boolean;
    source?: string;
    devices?: string[];
    owners?: string[];
    changes?: string[];
    widths?: string[];
  };
}

/** Every exercise of every pack as its maker wrote it. */
export const EXERCISES: Spec[] = PACKS.flatMap((pack) =>
  filesIn(`${pack}/exercises`, '.json').map((slug) => ({
    ...(JSON.parse(readFileSync(`${LESSONS}/${pack}/exercises/${slug}.json`, 'utf8')) as Spec),
    name: `${pack}/${slug}`
  }))
);
export const OPEN = EXERCISES.filter((exercise) => exercise.access === 'open');

export const LESSON_NAMES = PACKS.flatMap((pack) =>
  filesIn(pack, '.md')
    .filter((slug) => !slug.endsWith('.teacher'))
    .map((slug) => `${pack}/${slug}`)
);

interface Asked {
  sentence?: string;
  ask: string;
  options: string[];
  answer: string;
  because: string;
}

/** What a lesson's maker wrote above its text. */
export function headOf(lesson: string): {
  title: string;
  summary: string;
  minutes: number;
  aims: string[];
  contains: string;
  exercises: string[];
  retrieval?: Asked[];
  later: Asked[];
} {
  const [, head] = readFileSync(`${LESSONS}/${lesson}.md`, 'utf8').split('---\n');
  return parse(head!) as ReturnType<typeof headOf>;
}

/** The text of a lesson, without its head. */
export function bodyOf(lesson: string): string {
  return readFileSync(`${LESSONS}/${lesson}.md`, 'utf8').split('\n---\n').slice(1).join('\n---\n');
}

export function specOf(name: string): Spec {
  return EXERCISES.find((exercise) => exercise.name === name)!;
}

export function textOf(pack: string, source: string): string {
  return readFileSync(`${LESSONS}/${pack}/sources/${source}.txt`, 'utf8');
}

export function annotationOf(pack: string, source: string): unknown {
  return JSON.parse(readFileSync(`${LESSONS}/${pack}/keys/${source}.json`, 'utf8'));
}

/** The address of an exercise by itself. */
export function practice(name: string): string {
  const [pack, slug] = name.split('/');
  return `./learn/${pack}/practice/${slug}/`;
}

interface PackNote {
  title: string;
  ground: string[];
  sources: { id: string }[];
}

/** What a pack's maker wrote of it. */
export function noteOf(pack: string): PackNote {
  return parse(readFileSync(`${LESSONS}/${pack}/pack.yaml`, 'utf8')) as PackNote;
}

/** The texts of a pack that anybody may read, in the pack's order. */
export function textsOf(pack: string): string[] {
  return noteOf(pack)
    .sources.map(({ id }) => id)
    .filter((id) => `${pack}/${id}` !== 'warm-up/reserved');
}

/** Two texts of a pack side by side, by their address: each pair once. */
export function pairsOf(pack: string): string[] {
  const texts = textsOf(pack);
  return texts.flatMap((a, i) => texts.slice(i + 1).map((b) => `./read/${pack}/${a}/with/${b}/`));
}

/** Every page of the site, by its address. */
export function everyPage(): string[] {
  return [
    './',
    './learn/',
    './results/',
    './teach/',
    './offline/',
    './glossary/',
    ...PACKS.flatMap((pack) => [`./learn/${pack}/`, `./learn/${pack}/overview/`]),
    ...LESSON_NAMES.flatMap((name) => [`./learn/${name}/`, `./learn/${name}/later/`, `./teach/${name}/`]),
    ...OPEN.flatMap(({ name }) => [practice(name), `./print/${name}/`, `./print/${name}/key/`]),
    ...PACKS.flatMap((pack) => textsOf(pack).map((source) => `./read/${pack}/${source}/`)),
    ...PACKS.flatMap(pairsOf)
  ];
}

/** The published key of an open exercise, whatever its type makes of one. The journeys of a type say which type that is. */
export async function publishedKey(page: Page, name: string): Promise<unknown> {
  const response = await page.request.get(`./keys/${name}.json`, { maxRetries: 2 });
  expect(response.status(), `the key of ${name}`).toBe(200);
  return ((await response.json()) as { key: unknown }).key;
}

// ── an exercise on the page ─────────────────────────────────────────────────────────────────────────────

export function exercise(page: Page, name: string): Locator {
  return page.locator(`[data-exercise="${name.split('/').at(-1)}"]`);
}

/** The statement of a sorting exercise that is asked about. */
export const current = (task: Locator) => task.locator('[aria-current="step"]').first();

export interface Place {
  source: string;
  start: number;
  end: number;
  quote: string;
}

/** What is asked before a first check while items are open. */
export const asked = (task: Locator) => task.getByRole('dialog', { name: /still open$/ });

export const checkButton = (task: Locator) => task.getByRole('button', { name: 'Check', exact: true });

/** Checks what is there, also where items are open. */
export async function check(task: Locator): Promise<void> {
  await press(checkButton(task));
  await confirm(task);
}

/** Says that what is there is to be checked, where that is asked, and waits for the verdict. */
export async function confirm(task: Locator): Promise<void> {
  const anyway = asked(task).getByRole('button', { name: 'Check what is there' });
  await expect(anyway.or(task.locator('[data-verdict]'))).toBeVisible();
  if (await anyway.isVisible()) await press(anyway);
  await expect(task).toHaveAttribute('data-state', 'checked');
}

export async function expectScore(task: Locator, score: number): Promise<void> {
  // The first is the score; its parts follow in the fold.
  await expect(task.getByText(/^\d+ of 100$/).first()).toHaveText(`${score} of 100`);
}

// ── words in a text ─────────────────────────────────────────────────────────────────────────────────────

/** The text of an exercise, by what a screen reader calls it. */
export const textRegion = (task: Locator) => task.getByLabel(/^(The text|Text \d of \d)$/);

export interface Point {
  x: number;
  y: number;
}

/**
 * Where the first and the last letter of a place stand on the screen, scrolled into view. They are found by
 * reading the page's text, as a person would, without the signs and what only a screen reader hears.
 */
export async function pointsOf(
  region: Locator,
  pack: string,
  place: Place
): Promise<{ from: Point; to: Point }> {
  const bare = (text: string) => text.replace(/\s/g, '');
  const before = bare(textOf(pack, place.source).slice(0, place.start));
  const quote = bare(place.quote);
  let nth = 0;
  for (let at = before.indexOf(quote); at >= 0; at = before.indexOf(quote, at + 1)) nth += 1;
  return region.evaluate(
    async (root, { quote, nth }) => {
      const letters: { node: Text; at: number }[] = [];
      let all = '';
      const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode() as Text | null; node; node = walk.nextNode() as Text | null) {
        const parent = node.parentElement!;
        if (
          !parent.closest('p') ||
          parent.closest('[role="img"]') ||
          parent.getBoundingClientRect().width <= 1
        )
          continue;
        [...node.data].forEach((letter, at) => {
          if (/[\s\u2060]/.test(letter)) return;
          letters.push({ node: node!, at });
          all += letter;
        });
      }
      let at = all.indexOf(quote);
      for (let i = 0; i < nth; i++) at = all.indexOf(quote, at + 1);
      if (at < 0) throw new Error(`the page does not show “${quote}”`);
      // Quotation marks and full stops belong to no word.
      const isWord = (i: number) => /[\p{L}\p{N}]/u.test(all[i]!);
      let [first, last] = [at, at + quote.length - 1];
      while (!isWord(first)) first += 1;
      while (!isWord(last)) last -= 1;
      const boxOf = (i: number) => {
        const { node, at } = letters[i]!;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
      };
      // As with a wheel: the page brings nothing back that it has just shown.
      dispatchEvent(new Event('wheel'));
      // Paragraphs are laid out in the frames after they come into sight, and carry off what is below them.
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      let stood = NaN;
      for (let quiet = 0; quiet < 4; await frame()) {
        const { top } = boxOf(first);
        quiet = Math.abs(top + scrollY - stood) < 0.5 ? quiet + 1 : 0;
        stood = top + scrollY;
        window.scrollBy({ top: top - window.innerHeight * 0.3, behavior: 'instant' });
      }
      const [a, b] = [boxOf(first), boxOf(last)];
      // A finger lands on letters, and not on their edge: there the browser may take it for the word beside it.
      const middle = (box: DOMRect) => (box.left + box.right) / 2;
      const finger = matchMedia('(pointer: coarse)').matches;
      return {
        from: { x: finger ? middle(a) : a.left + 1, y: (a.top + a.bottom) / 2 },
        to: { x: finger ? middle(b) : b.right - 1, y: (b.top + b.bottom) / 2 }
      };
    },
    { quote, nth }
  );
}

/** Selects words: with the mouse by drawing over them, on a touch screen by tapping the first and the last. */
export async function select(page: Page, region: Locator, pack: string, place: Place): Promise<void> {
  const { from, to } = await pointsOf(region, pack, place);
  if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) {
    await page.touchscreen.tap(from.x, from.y);
    await expect(toolbar(page)).toBeVisible();
    await page.touchscreen.tap(to.x, to.y);
  } else {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
    await page.mouse.move(to.x, to.y);
    await page.mouse.up();
  }
  await expect(toolbar(page)).toBeVisible();
}

/** What can be done with the words that are selected. */
export const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'What to do with the selection' });

/** The slider by which the keyboard and screen readers go through a text. */
export const slider = (task: Locator) => task.getByRole('slider', { name: 'Word by word' });

/**
 * Clicks, or on a touch screen taps. The page is moved before: paragraphs are laid out as they come into sight (see
 * `Passage`), and may carry off what is below them in the frame after a jump. A click waits for two frames alike, but
 * not after a jump of its own.
 */
export async function press(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const touch = await target.page().evaluate(() => matchMedia('(pointer: coarse)').matches);
  if (touch) await target.tap();
  else await target.click();
}

// ── results and questions ───────────────────────────────────────────────────────────────────────────────

/** The rows of the table of results, exercise by exercise; the first is its head. */
export function resultRows(page: Page): Locator {
  return page.getByRole('region', { name: 'Exercise by exercise' }).getByRole('row');
}

/** A question of a lesson, by its place. */
export function questionOf(page: Page, n: number, of = 3): Locator {
  return page.getByRole('group', { name: `Question ${n} of ${of}` });
}

/** Presses Tab until the focus is on the target, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toHaveCount(1);
  for (let steps = 0; steps < 150; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${String(target)} is not reached by ${key}`);
}

/** What has the focus can be seen to have it. */
export async function expectFocusSeen(page: Page): Promise<void> {
  const outline = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement!);
    return outlineStyle === 'none' ? 0 : parseFloat(outlineWidth);
  });
  expect(outline, 'the outline of what has the focus').toBeGreaterThanOrEqual(2);
}

/** Tab in the direction in which the target lies; it is in sight then, and can be seen to have the focus. */
export async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toHaveCount(1);
  const back = await target.evaluate(
    (element) =>
      (document.activeElement!.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0
  );
  await tabTo(page, target, back ? 'Shift+Tab' : 'Tab');
  await expect(target).toBeInViewport();
  await expectFocusSeen(page);
}

/** Goes to a button, a link or a fold by Tab, and presses Enter. */
export async function enter(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Enter');
}

/** The same, where what was pressed stays on the page: the focus stays on it. */
export async function enterAndStay(page: Page, target: Locator): Promise<void> {
  await enter(page, target);
  await expect(target).toBeFocused();
}

/** Checks by keys alone, and waits until the focus is on the verdict. */
export async function checkByKeys(page: Page, task: Locator): Promise<void> {
  await enter(page, checkButton(task));
  await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
}
