import { expect, type APIRequestContext, type Page } from '@playwright/test';

/** The one-time token that the journeys' server is started with, and the account that it opens. */
export const FIRST_TOKEN = 'JOURNEYS FIRST TOKEN';
export const ADMINISTRATOR = { name: 'keeper', password: 'lantern quay harbour bell' };
const PASSWORD = 'four words for a journey';

let count = 0;

/** A user name that nobody has: workers run beside each other. */
export const newName = (): string => `ada.${process.pid}.${++count}`;

/** Opens an account, and leaves its session in the cookies of whoever asks. `path` is the page of signing up. */
export async function signUp(
  request: APIRequestContext,
  path: string,
  who: { name: string; password: string; code?: string }
): Promise<void> {
  await post(request, path, who);
}

/** Signs an instructor up, by the same form as everybody. The page is signed in afterwards, and stays where it is. */
export async function signedUp(page: Page): Promise<{ name: string; password: string }> {
  const who = { name: newName(), password: PASSWORD };
  await signUp(page.request, './desk/sign-up/', who);
  return who;
}

/** Signs in an account that is there. */
export async function signedIn(page: Page, who: { name: string; password: string }): Promise<void> {
  await post(page.request, './desk/sign-in/', who);
}

/** Sends a form as a browser without scripts does; the answer leads on. */
async function post(request: APIRequestContext, path: string, form: Record<string, string>): Promise<void> {
  const there = await request.get(path);
  const { origin } = new URL(there.url());
  const answer = await request.post(path, {
    form,
    headers: { origin, accept: 'text/html' },
    maxRedirects: 0
  });
  expect(answer.status(), await answer.text()).toBe(303);
}
