import { answerStep } from '../../present.server.ts';
import type { RequestHandler } from './$types';

/** The step on the wall. No key is in it before it is revealed. */
export const GET: RequestHandler = (event) => answerStep(event, 'wall');
