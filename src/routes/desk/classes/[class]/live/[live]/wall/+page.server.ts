import { brief } from '$lib/packs/brief.ts';
import { reachableAt } from '$lib/server/address.ts';
import { shownCode } from '$lib/server/ids.ts';
import { notesOf } from '$lib/server/live/notes.ts';
import { listedSteps } from '$lib/server/live/shown.ts';
import { qrOf } from '$lib/server/qr.ts';
import { rootOf } from '$lib/server/site.ts';
import { opened } from '../opened.server.ts';
import { presentStep } from '../present.server.ts';
import type { PageServerLoad } from './$types';

/** What stands on the wall: the way in, and the step that everybody is at. No key is in it before it is revealed. */
export const load: PageServerLoad = async (event) => {
  const { db, class: row, live, by } = await opened(event);
  const { addresses, alone } = reachableAt(rootOf(event));
  const code = row.join_code;
  return {
    live: { id: live.id, title: live.title },
    steps: await listedSteps(db, live),
    hard: (await notesOf(db, live)).map(({ part, contains }) => ({ part, contains: brief(contains) })),
    step: await presentStep(db, live, 'wall', by.now),
    code: code === null ? null : shownCode(code),
    classShut: row.door_shut_at !== null,
    alone,
    addresses: addresses.map((address) => ({
      address: `${address}/join/`,
      qr: qrOf(`${address}/join/?code=${code ?? ''}`)
    }))
  };
};
