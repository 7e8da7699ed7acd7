import { Save } from '$lib/classroom/saving.ts';
import { saveAssigned } from '$lib/server/saves.ts';
import { answered } from '../../posted.server.ts';
import type { RequestHandler } from './$types';

/** Saves an answer. The body is a `Save`, and what is said of it a `SaveOutcome`. */
export const POST: RequestHandler = (event) =>
  answered(event, Save, (sender, save) => saveAssigned(sender, event.params.assignment, save));
