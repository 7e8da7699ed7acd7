import {
  expect,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page
} from '@playwright/test';
import type { Click } from '../../src/lib/classroom/live/clicks.ts';
import { complains, current, exercise, open, press, ready, tabTo } from './helpers.ts';
import { signedUp } from './people.ts';
import type { Wire } from './wire.ts';

/** A device in a learner's hand. */
export const phone = {
  viewport: { width: 390, height: 844 },
  ...{ deviceScaleFactor: 2, isMobile: true, hasTouch: true }
};

export const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

/** A live session, as its instructor has it. */
export interface Started {
  classId: string;
  code: string;
  /** The learners’ page, and the instructor's. */
  path: string;
  desk: string;
  /** The ids of the steps, in their order. */
  parts: string[];
  /** Clicks, as the instructor's page does. */
  click(click: Click): Promise<void>;
}

/** A new class of a new instructor, whose page of it is open. */
export async function newClass(page: Page): Promise<{ classId: string; code: string }> {
  await signedUp(page);
  await open(page, './desk/classes/new/');
  await page.getByLabel('What do you call it?').fill('Media 7b');
  await page.getByRole('button', { name: 'Make the class' }).click();
  const code = await page.locator('.code').innerText();
  return { classId: /classes\/([^/]+)\//.exec(page.url())![1]!, code };
}

/** A new class in which a session runs, of a new instructor, who is signed in on the page. */
export async function started(page: Page, steps: readonly string[]): Promise<Started> {
  return begun(page, await newClass(page), steps);
}

/** A session that begins in a class of the instructor who is signed in on the page. */
export async function begun(
  page: Page,
  { classId, code }: Pick<Started, 'classId' | 'code'>,
  steps: readonly string[]
): Promise<Started> {
  const form = new FormData();
  for (const step of steps) form.append('of', step);
  const { origin } = new URL(page.url());
  const headers = { origin, accept: 'text/html' };
  const answer = await page.request.post(`./desk/classes/${classId}/live/new/?/begin`, {
    ...{ multipart: form, headers, maxRedirects: 0 }
  });
  expect(answer.status(), await answer.text()).toBe(303);
  const live = /live\/([^/]+)\//.exec(answer.headers().location!)![1]!;
  const desk = `./desk/classes/${classId}/live/${live}/`;
  return {
    ...{ classId, code, desk, path: `./class/${classId}/live/${live}/` },
    parts: await partsOf(page, desk),
    async click(click) {
      const answer = await page.request.post(`${desk}click`, {
        data: { click, sure: true },
        headers: { origin }
      });
      expect(answer.status(), await answer.text()).toBe(200);
    }
  };
}

/** The steps, as the instructor's device hears of them. */
const partsOf = (page: Page, desk: string): Promise<string[]> =>
  page.evaluate(
    (url) =>
      new Promise<string[]>((found) => {
        const source = new EventSource(url);
        source.addEventListener('view', (event) => {
          source.close();
          const view = JSON.parse(String(event.data)) as { common: { steps: { part: string }[] } };
          found(view.common.steps.map(({ part }) => part));
        });
      }),
    new URL(`${desk}events`, new URL('/', page.url())).href
  );

/** A learner on a device of their own, with the code of the class in the address. @param meet gets the device before it loads anything. @returns the page, where they choose a name */
export async function scanned(
  browser: Browser,
  { code }: Pick<Started, 'code'>,
  options: BrowserContextOptions = {},
  meet: (context: BrowserContext) => void = () => {}
): Promise<Page> {
  const context = await browser.newContext(options);
  meet(context);
  const page = await context.newPage();
  await open(page, `./join/?code=${encodeURIComponent(code)}`);
  return page;
}

/** A learner who is in. */
export async function inside(
  browser: Browser,
  session: Pick<Started, 'code'>,
  options: BrowserContextOptions = {},
  meet?: (context: BrowserContext) => void
): Promise<Page> {
  const page = await scanned(browser, session, options, meet);
  await press(page.getByRole('form', { name: 'Choose a name' }).getByRole('button').first());
  await expect(page).toHaveURL(/\/live\/[^/]+\/$/, { timeout: 30_000 });
  return page;
}

/** What the pages of a device ask of whom, by which policies they are bound, and what their console complains of. */
export interface Watched {
  hosts: Set<string>;
  /** By the path of the page. */
  policies: Map<string, string>;
  complaints: string[];
}

/** @param device before it loads anything */
export function watched(device: BrowserContext): Watched {
  const seen: Watched = { hosts: new Set(), policies: new Map(), complaints: [] };
  device.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'blob:') seen.hosts.add(host);
  });
  device.on('response', (response) => {
    if (response.request().resourceType() === 'document' && response.ok())
      seen.policies.set(
        new URL(response.url()).pathname,
        response.headers()['content-security-policy'] ?? ''
      );
  });
  device.on('console', (message) => {
    if (complains(message)) seen.complaints.push(message.text());
  });
  device.on('weberror', (error) => void seen.complaints.push(String(error.error())));
  return seen;
}

/** Devices whose consoles are watched. */
export interface Heeded {
  /** Meets a device before it loads anything. */
  meet(device: BrowserContext): void;
  /** @param but what is not complained of; a line that breaks is said in the console at any time */
  expectCalm(but?: RegExp): void;
}

export function heeded(): Heeded {
  const all: Watched[] = [];
  return {
    meet: (device) => void all.push(watched(device)),
    expectCalm(but) {
      expect(all.length).toBeGreaterThan(0);
      const said = all.flatMap(({ complaints }) => complaints);
      expect(said.filter((one) => !/net::ERR_/.test(one) && !but?.test(one))).toEqual([]);
    }
  };
}

/** A learner of a class that is looked at, on a device of their own with a line of its own. */
export interface Learner {
  page: Page;
  wire: Wire;
  watch: Watched;
  /** Whether they have nothing but the keys. */
  keys: boolean;
}

/** Joins a class of which the code stands on the wall. */
export async function comesIn(
  browser: Browser,
  code: string,
  { wire, keys = false }: { wire: Wire; keys?: boolean }
): Promise<Learner> {
  let watch!: Watched;
  const options = { ...phone, baseURL: wire.url };
  const meet: Parameters<typeof scanned>[3] = (context) => (watch = watched(context));
  const page = await (keys ? scanned : inside)(browser, { code }, options, meet);
  if (keys) {
    await tabTo(page, page.getByRole('form', { name: 'Choose a name' }).getByRole('button').first());
    await page.keyboard.press('Enter');
  }
  await expect(title(page, 'You are in')).toBeVisible();
  return { page, wire, watch, keys };
}

/** Gives the first statement of a sorting exercise its nth label, from 0. @param round in the second, the one after it is asked about */
export async function gives({ page, keys }: Learner, name: string, n: number, round = 1): Promise<void> {
  await ready(page);
  const task = exercise(page, name);
  if (keys) {
    await tabTo(page, current(task));
    await page.keyboard.press('Home');
    await page.keyboard.press(String(n + 1));
  } else {
    if (round === 2) await task.getByRole('button', { name: 'Previous statement', exact: true }).click();
    await task.getByRole('radio').nth(n).click();
  }
}

/** Says that they are done with what is open, also where most of it is. */
export async function isDone({ page, keys }: Pick<Learner, 'page' | 'keys'>): Promise<void> {
  await ready(page);
  const button = page.getByRole('button', { name: 'I am done', exact: true });
  const yes = page.getByRole('button', { name: 'Yes, I am done' });
  const done = page.getByText(/^You are done/);
  const presses = async (target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') => {
    if (!keys) return target.click();
    await tabTo(page, target, key);
    await page.keyboard.press('Enter');
  };
  await presses(button);
  await expect(yes.or(done)).toBeVisible();
  // What goes on answering has the focus; that one is done stands before it.
  if (await yes.isVisible()) await presses(yes, 'Shift+Tab');
  await expect(done).toBeVisible();
}
