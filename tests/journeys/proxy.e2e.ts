import { expect, test } from './helpers.ts';
import { newName, FIRST_TOKEN } from './people.ts';
import { serve } from './serving.ts';

test.describe('Behind a proxy that speaks https @server @wide', () => {
  for (const [told, env] of [
    ['by ORIGIN', { ORIGIN: 'https://school.example' }],
    [
      'by the headers of the proxy',
      {
        PROTOCOL_HEADER: 'x-forwarded-proto',
        HOST_HEADER: 'x-forwarded-host',
        ADDRESS_HEADER: 'x-forwarded-for'
      }
    ]
  ] as const)
    test(`a server that knows it ${told} signs in with a Secure cookie, and takes forms of that origin alone`, async ({
      playwright
    }) => {
      const { url, stop } = await serve({ ...env, SIGN_UP: 'open', WHOSE_WORDS_FIRST_TOKEN: FIRST_TOKEN });
      const request = await playwright.request.newContext({
        baseURL: url,
        extraHTTPHeaders: {
          accept: 'text/html',
          'x-forwarded-proto': 'https',
          'x-forwarded-host': 'school.example',
          'x-forwarded-for': '198.51.100.7'
        }
      });
      const form = { name: newName(), password: 'lantern quay harbour bell', code: FIRST_TOKEN };
      try {
        const send = (origin: string) =>
          request.post('./desk/sign-up/', { form, headers: { origin }, maxRedirects: 0 });
        expect((await send(new URL(url).origin)).status()).toBe(403);
        const answer = await send('https://school.example');
        expect(answer.status()).toBe(303);
        const cookies = answer.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie');
        expect(cookies).toHaveLength(1);
        expect(cookies[0]!.value).toMatch(/^whose-words\.session_token=.*; HttpOnly; Secure; SameSite=Lax$/);
      } finally {
        await request.dispose();
        await stop();
      }
    });
});
