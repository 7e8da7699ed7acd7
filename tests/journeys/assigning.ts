import { expect, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { open, press, ready } from './helpers.ts';
import { signedUp } from './people.ts';

/** An assignment as the builder's form sends it; times are on the clocks of UTC. */
export interface Setting {
  /** `exercise:pack/slug` or `lesson:pack/slug` */
  steps: readonly string[];
  /** Fields of the form besides: `minutes`, `due`, `closes`, `feedback`, `attempts` … */
  fields?: Record<string, string>;
}

const typed = {
  ...{ title: 'Whose words', words: 'Take your time.', zone: 'UTC', opens: '', due: '', closes: '' },
  ...{ attempts: '1', counts: 'first', minutes: '', feedback: 'handed-in', level: '', confidence: 'on' },
  audience: 'class'
};

async function send(page: Page, path: string, form: FormData | Record<string, string>): Promise<string> {
  const { origin } = new URL(page.url() === 'about:blank' ? (await page.goto('./'), page.url()) : page.url());
  const answer = await page.request.post(path, {
    ...(form instanceof FormData ? { multipart: form } : { form }),
    headers: { origin, accept: 'text/html' },
    maxRedirects: 0
  });
  expect(answer.status(), await answer.text()).toBe(303);
  return answer.headers().location!;
}

/** A new class with one published assignment, made by a new instructor, who is signed in on the page. */
export async function assigned(
  page: Page,
  { steps, fields = {} }: Setting
): Promise<{ classId: string; code: string; path: string; edit: string }> {
  await signedUp(page);
  await open(page, './desk/classes/new/');
  await page.getByLabel('What do you call it?').fill('Media 7b');
  await page.getByRole('button', { name: 'Make the class' }).click();
  const code = await page.locator('.code').innerText();
  const classId = /classes\/([^/]+)\//.exec(page.url())![1]!;
  const edit = await send(page, `./desk/classes/${classId}/assignments/new/?/begin`, {
    title: typed.title,
    zone: 'UTC'
  });
  const html = await (await page.request.get(edit)).text();
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...typed, ...fields })) form.set(name, value);
  form.set('seen', /name="seen" value="(\d+)"/.exec(html)![1]!);
  for (const step of steps) form.append('step', step);
  for (const [name, value] of standIns(steps)) form.set(name, value);
  await send(page, `${edit}?/publish`, form);
  const id = /assignments\/([^/]+)\//.exec(edit)![1]!;
  return { classId, code, path: `./class/${classId}/${id}/`, edit };
}

/** The stand-ins that the steps of the journeys need. */
const STAND_INS: Record<string, string> = { 'khojaly/sort-letter-2022': 'warm-up/sort-two-voices' };
const standIns = (steps: readonly string[]) =>
  steps.flatMap((step) => {
    const name = step.split(':')[1]!;
    return STAND_INS[name] ? [[`stand-in ${name}`, STAND_INS[name]] as const] : [];
  });

/** A learner who has joined the class, on a device of their own, at the assignment. */
export async function joined(
  browser: Browser,
  { code, path }: { code: string; path: string },
  options: BrowserContextOptions = {}
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await open(page, path);
  await page.getByLabel('Code of the class').fill(code);
  await press(page.getByRole('button', { name: 'Go on' }));
  await press(page.getByRole('form', { name: 'Choose a name' }).getByRole('button').first());
  await press(page.getByRole('button', { name: 'I have it' }));
  await expect(page.getByRole('heading', { name: typed.title, level: 1 })).toBeVisible();
  return page;
}

/** Begins the assignment whose page is open, and waits until its first step answers. */
export async function begin(learner: Page): Promise<void> {
  await press(learner.getByRole('button', { name: /^Begin/ }));
  await expect(learner.getByRole('navigation', { name: 'Steps' })).toBeVisible();
  await ready(learner);
}

/** Hands in the work whose step is open, whatever is open in it. */
export async function handIn(learner: Page): Promise<void> {
  await press(learner.getByRole('link', { name: 'Hand in', exact: true }));
  await press(learner.getByRole('button', { name: 'Hand in', exact: true }));
  await expect(learner.getByRole('heading', { name: /^Handed in/, level: 1 })).toBeVisible();
  await ready(learner);
}

/** The name under which a learner is in the class. */
export const nameOf = (learner: Page): Promise<string> =>
  learner
    .getByText(/^You are /)
    .first()
    .locator('strong')
    .innerText();
