import { expect, test } from '@playwright/test';
import { fillRoom } from '../../scripts/load/class.ts';
import { embeddedGround } from '../../scripts/load/places.ts';
import { Desk, Line } from '../../scripts/load/saving.ts';
import { startServer } from '../../scripts/load/server.ts';
import { MOST_BYTES } from '../../src/lib/classroom/saving.ts';
import { openStore } from '../../src/lib/server/db/store.ts';

/** The server handles saves itself; with something in the query, which says nothing, the app's own endpoint does. */
test('a save is handled by the server itself, which says what the endpoint of its address says, whatever is sent @server @wide', async () => {
  const { place, env, remove } = embeddedGround();
  const store = await openStore(place);
  const room = await fillRoom(store.db, { learners: 1, exercises: 1 }, Date.now());
  await store.close();
  const server = await startServer(env);
  try {
    const { path, headers, body } = new Desk(room, room.seats[0]!, room.parts[0]!).request(server.url);
    const save = JSON.parse(body) as Record<string, unknown>;
    const another = { ...save, delivery: 'b'.repeat(20), answer: room.parts[0]!.answers[0] };
    const { cookie: _, ...nobody } = headers;
    const type = (as: string) => ({ ...headers, 'content-type': as });
    const asked = {
      saved: { headers, body },
      'sent again': { headers, body },
      'made from another': { headers, body: JSON.stringify(another) },
      'no answer': { headers, body: JSON.stringify({ ...another, answer: null }) },
      malformed: { headers, body: '{"work":' },
      'of another shape': { headers, body: '[]' },
      'too large': { headers, body: `${body}${' '.repeat(MOST_BYTES)}` },
      'of nobody': { headers: nobody, body },
      'of somebody else': { headers: { ...nobody, cookie: `${headers.cookie}x` }, body },
      'as JSON in UTF-8': { headers: type('application/json; charset=utf-8'), body },
      'as a form': { headers: type('application/x-www-form-urlencoded'), body: 'a=b' },
      'as a form from elsewhere': { headers: { ...type('text/plain'), origin: 'https://else.where' }, body }
    };
    const said = async (
      query: string,
      { headers, body }: { headers: Record<string, string>; body: string }
    ) => {
      const response = await fetch(`${server.url}${path}${query}`, { method: 'POST', headers, body });
      const { date: _, ...others } = Object.fromEntries(response.headers);
      return { status: response.status, headers: others, text: await response.text() };
    };
    // An address that SvelteKit can make no request of: it is the server that answers.
    const line = new Line();
    const nowhere = { ...headers, host: 'no where' };
    expect((await line.send('POST', server.url + path, nowhere, body)).status).toBe(200);
    expect((await line.send('POST', `${server.url}${path}?around`, nowhere, body)).status).toBe(400);
    line.close();

    const statuses: Record<string, number> = {};
    for (const [name, request] of Object.entries(asked)) {
      const [handled, endpoint] = [await said('', request), await said('?around', request)];
      expect(handled, name).toEqual(endpoint);
      statuses[name] = handled.status;
    }
    expect(statuses).toEqual({
      saved: 200,
      'sent again': 200,
      'made from another': 409,
      'no answer': 422,
      malformed: 400,
      'of another shape': 400,
      'too large': 413,
      'of nobody': 401,
      'of somebody else': 401,
      'as JSON in UTF-8': 200,
      'as a form': 400,
      'as a form from elsewhere': 403
    });
  } finally {
    await server.stop();
    await remove();
  }
});
