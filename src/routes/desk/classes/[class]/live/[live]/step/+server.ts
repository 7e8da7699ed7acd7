import { answerStep } from '../present.server.ts';
import type { RequestHandler } from './$types';

/** The step that everybody is at, key and all. */
export const GET: RequestHandler = (event) => answerStep(event, 'desk');
