import { listening } from '../listening.server.ts';
import type { RequestHandler } from './$types';

/** What an instructor's device is told while a session runs. */
export const GET: RequestHandler = (event) => listening(event, 'desk');
