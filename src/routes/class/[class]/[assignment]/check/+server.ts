import { Check } from '$lib/classroom/saving.ts';
import { checkPart } from '$lib/server/feedback.ts';
import { store } from '$lib/server/store.ts';
import { answered } from '../../posted.server.ts';
import type { RequestHandler } from './$types';

/** Checks the answer that is saved, where feedback comes at once. The body is a `Check`, what is said a `CheckOutcome`. */
export const POST: RequestHandler = async (event) =>
  answered(event, Check, async (sender, check) =>
    checkPart((await store()).db, { ...sender, assignmentId: event.params.assignment }, check, Date.now())
  );
