import { Save } from '$lib/classroom/saving.ts';
import { saveAnswer } from '$lib/server/places.ts';
import { store } from '$lib/server/store.ts';
import { answered } from '../../posted.server.ts';
import type { RequestHandler } from './$types';

/** Saves an answer. The body is a `Save`, and what is said of it a `SaveOutcome`. */
export const POST: RequestHandler = async (event) =>
  answered(event, Save, async (sender, save) =>
    saveAnswer((await store()).db, { ...sender, assignmentId: event.params.assignment }, save, Date.now())
  );
