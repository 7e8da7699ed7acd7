import { Done, sayDone } from '$lib/server/live/done.ts';
import { here } from '$lib/server/live/here.ts';
import { store } from '$lib/server/store.ts';
import { answered } from '../../../posted.server.ts';
import type { RequestHandler } from './$types';

/** A learner is done with a step, or not after all. The body is a `Done`, and what is said of it a `DoneOutcome`. */
export const POST: RequestHandler = async (event) =>
  answered(event, Done, async (sender, done) => {
    const [{ db }, { bus }] = await Promise.all([store(), here()]);
    return sayDone(db, bus, { ...sender, liveId: event.params.live }, done, Date.now());
  });
