import type { Save, SaveOutcome } from '../classroom/saving.ts';
import { here } from './live/here.ts';
import { saveLive } from './live/saving.ts';
import { saveAnswer } from './places.ts';
import type { Sending } from './reply.ts';
import { store } from './store.ts';

/** Where learners send answers to: an assignment of a class, or a live session of it. */

/** Saves an answer to an assignment in the store of this server. */
export const saveAssigned = async (sender: Sending, assignmentId: string, save: Save): Promise<SaveOutcome> =>
  saveAnswer((await store()).db, { ...sender, assignmentId }, save, Date.now());

/** Saves an answer in a live session, and tells those who follow it. */
export async function saveInLive(sender: Sending, liveId: string, save: Save): Promise<SaveOutcome> {
  const [{ db }, { bus }] = await Promise.all([store(), here()]);
  return saveLive(db, bus, { ...sender, liveId }, save, Date.now());
}
