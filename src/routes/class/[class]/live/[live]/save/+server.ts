import { Save } from '$lib/classroom/saving.ts';
import { here } from '$lib/server/live/here.ts';
import { saveLive } from '$lib/server/live/saving.ts';
import { store } from '$lib/server/store.ts';
import { answered } from '../../../posted.server.ts';
import type { RequestHandler } from './$types';

/** Saves an answer. The body is a `Save`, and what is said of it a `SaveOutcome`. */
export const POST: RequestHandler = async (event) =>
  answered(event, Save, async (sender, save) => {
    const [{ db }, { bus }] = await Promise.all([store(), here()]);
    return saveLive(db, bus, { ...sender, liveId: event.params.live }, save, Date.now());
  });
