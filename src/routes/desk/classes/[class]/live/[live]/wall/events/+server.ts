import { listening } from '../../listening.server.ts';
import type { RequestHandler } from './$types';

/** What stands on the wall while a session runs: no more than the learners may know. */
export const GET: RequestHandler = (event) => listening(event, 'wall');
