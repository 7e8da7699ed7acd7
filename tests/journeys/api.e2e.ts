import { expect, test } from '@playwright/test';

/** The public endpoint that checks answers to open exercises. */
test.describe('POST /api/check @server @wide', () => {
  const blank = { exercise: 'warm-up/mark-careful', answer: { mode: 'mark', marks: [] } };

  test('checks an answer to an open exercise and gives every item its reason', async ({ request }) => {
    const response = await request.post('./api/check', { data: blank });
    expect(response.status()).toBe(200);
    const verdict = (await response.json()) as { status: string; score: number; items: { reason: string }[] };
    expect(verdict).toMatchObject({ status: 'scored', score: 0 });
    expect(verdict.items.length).toBeGreaterThan(3);
    for (const item of verdict.items) expect(item.reason.length).toBeGreaterThan(20);
  });

  test('answers 400 with paths to what is malformed', async ({ request }) => {
    for (const [data, path] of [
      [{ ...blank, answer: { mode: 'mark', marks: [{}] } }, ['marks', 0]],
      [{ answer: null }, ['exercise']]
    ] as const) {
      const response = await request.post('./api/check', { data });
      expect(response.status()).toBe(400);
      const { problems } = (await response.json()) as { problems: { path: unknown[]; detail: string }[] };
      expect(problems[0]!.path.slice(0, path.length)).toEqual(path);
      expect(problems[0]!.detail.length).toBeGreaterThan(5);
    }
    const text = await request.post('./api/check', {
      data: '{"exercise"',
      headers: { 'content-type': 'application/json' }
    });
    expect(text.status()).toBe(400);
  });

  test('answers 403 for a reserved exercise, 404 for an unknown one, 409 for another version', async ({
    request
  }) => {
    const status = async (data: object) => (await request.post('./api/check', { data })).status();
    expect(await status({ ...blank, exercise: 'warm-up/sort-reserved' })).toBe(403);
    expect(await status({ ...blank, exercise: 'warm-up/nothing' })).toBe(404);
    expect(await status({ ...blank, version: 'another' })).toBe(409);
  });

  test('answers 413 past 256 KiB, with or without a length', async ({ request, baseURL }) => {
    const long = JSON.stringify({ ...blank, learner: 'x'.repeat(257 * 1024) });
    expect((await request.post('./api/check', { data: long })).status()).toBe(413);
    // A body that comes in pieces says nothing of its length beforehand.
    const pieces = new Blob([long]).stream();
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: pieces,
      duplex: 'half'
    };
    expect((await fetch(new URL('./api/check', baseURL), init)).status).toBe(413);
  });

  test('gives a reserved key to nobody', async ({ request }) => {
    expect((await request.get('./keys/warm-up/mark-careful.json')).status()).toBe(200);
    for (const mode of ['sort', 'mark', 'link'])
      expect((await request.get(`./keys/warm-up/${mode}-reserved.json`)).status(), mode).toBe(404);
  });
});
