import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { expect, test } from './helpers.ts';
import { ADMINISTRATOR, newName, signUp } from './people.ts';

/** Every page of accounts with its actions, as the routes have them: one that is added is tried as well. */
const ROUTES = fileURLToPath(new URL('../../src/routes', import.meta.url));
const PAGES = readdirSync(`${ROUTES}/desk`, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('+page.server.ts') && !file.startsWith('classes/'))
  .map((file) => {
    const [, actions = ''] = readFileSync(`${ROUTES}/desk/${file}`, 'utf8').split('export const actions');
    return {
      path: `./desk/${file.replace(/\+page\.server\.ts$/, '')}`,
      actions: [...actions.matchAll(/^ {2}(\w+): async/gm)].map(([, name]) => name!)
    };
  });
const PUBLIC = ['./desk/sign-in/', './desk/sign-up/', './desk/sign-out/', './desk/reset/'];

const leadsToSignIn = (answer: APIResponse) =>
  answer.status() === 303 && /sign-in\/\?back=/.test(answer.headers()['location'] ?? '');

test.describe('Of accounts @server @wide', () => {
  const post = (request: APIRequestContext, baseURL: string, path: string, form: Record<string, string>) =>
    request.post(path, {
      form,
      headers: { origin: new URL(baseURL).origin, accept: 'text/html' },
      maxRedirects: 0
    });

  test('nobody and no instructor sees or does what is an administrator’s', async ({
    playwright,
    baseURL
  }) => {
    expect(PAGES.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['./desk/admin/', './desk/account/'])
    );
    const begin = () => playwright.request.newContext({ baseURL: baseURL! });
    const [nobody, instructor, administrator] = [await begin(), await begin(), await begin()];
    const victim = { name: newName(), password: 'four words for a victim' };
    await signUp(await begin(), './desk/sign-up/', victim);
    await signUp(instructor, './desk/sign-up/', { ...victim, name: newName() });
    await post(administrator, baseURL!, './desk/sign-in/', ADMINISTRATOR);
    const list = await (await administrator.get('./desk/admin/')).text();
    const account = new RegExp(`: ${victim.name}"[^]*?name="account" value="(\\w+)"`).exec(list)?.[1];
    expect(account).toHaveLength(20);
    const form = { account: account!, invitation: 'x', session: 'x', password: 'x', next: 'x' };

    for (const { path, actions } of PAGES.filter(({ path }) => !PUBLIC.includes(path))) {
      expect(leadsToSignIn(await nobody.get(path, { maxRedirects: 0 })), path).toBe(true);
      const data = await nobody.get(`${path}__data.json`);
      expect(await data.text(), path).toMatch(/^\{"type":"redirect"/);
      for (const action of actions) {
        const to = action === 'default' ? path : `${path}?/${action}`;
        expect(leadsToSignIn(await post(nobody, baseURL!, to, form)), to).toBe(true);
        if (path.startsWith('./desk/admin/'))
          expect((await post(instructor, baseURL!, to, form)).status(), to).toBe(404);
      }
    }
    expect((await instructor.get('./desk/admin/')).status()).toBe(404);
    expect(await (await instructor.get('./desk/admin/__data.json')).text()).not.toContain(victim.name);
    expect((await post(await begin(), baseURL!, './desk/sign-in/', victim)).status()).toBe(303);
    // And what is refused above is done for an administrator.
    expect((await post(administrator, baseURL!, './desk/admin/?/shut', form)).status()).toBe(200);
    expect((await post(await begin(), baseURL!, './desk/sign-in/', victim)).status()).toBe(400);
  });

  test('no form is taken from another site, and nothing of the library is served', async ({
    playwright,
    baseURL
  }) => {
    const request = await playwright.request.newContext({ baseURL: baseURL! });
    for (const { path } of PAGES) {
      const answer = await request.post(path, { form: {}, headers: { origin: 'https://elsewhere.example' } });
      expect(answer.status(), path).toBe(403);
    }
    for (const path of ['get-session', 'ok', 'list-sessions', 'is-username-available'])
      expect((await request.get(`./api/auth/${path}`)).status(), path).toBe(404);
    const json = await request.post('./api/auth/sign-up/email', {
      data: { ...ADMINISTRATOR, email: 'a@b.example' }
    });
    expect(json.status()).toBe(404);
  });

  test('who signs in is led to pages of this site alone', async ({ playwright, baseURL }) => {
    for (const [back, to] of [
      ['/desk/account/', '/desk/account/'],
      ['https://elsewhere.example/', '/desk/'],
      ['//elsewhere.example/', '/desk/'],
      ['/\\elsewhere.example/', '/desk/']
    ] as const) {
      const request = await playwright.request.newContext({ baseURL: baseURL! });
      const path = `./desk/sign-in/?back=${encodeURIComponent(back)}`;
      const answer = await post(request, baseURL!, path, ADMINISTRATOR);
      const location = new URL(answer.headers()['location']!, new URL(path, baseURL));
      expect(location.href, back).toBe(new URL(to, baseURL).href);
    }
  });
});
