import { notesOf } from '$lib/server/live/notes.ts';
import { listedSteps } from '$lib/server/live/shown.ts';
import { opened } from '../opened.server.ts';
import { presentStep } from '../present.server.ts';
import { wayOf } from './way.server.ts';
import type { PageServerLoad } from './$types';

/** What stands on the wall: the way in, and the step that everybody is at. No key is in it before it is revealed. */
export const load: PageServerLoad = async (event) => {
  const { db, class: row, live, by } = await opened(event);
  return {
    live: { id: live.id, title: live.title },
    steps: await listedSteps(db, live),
    hard: (await notesOf(db, live)).map(({ part, contains }) => ({ part, contains })),
    step: await presentStep(db, live, 'wall', by.now),
    way: wayOf(event, row.join_code)
  };
};
