import type { z } from 'zod';
import type { Refusal } from '../classroom/saving.ts';
import { hashOf } from './ids.ts';

/** What learners' pages send while they answer: JSON in, JSON out, never a page. */

const STATUS: Record<Refusal | 'later', number> = {
  'signed-out': 401,
  unknown: 404,
  'handed-in': 409,
  over: 409,
  archived: 409,
  ended: 409,
  out: 409,
  'gone-on': 409,
  'session-over': 409,
  checked: 409,
  later: 403,
  unfit: 422,
  malformed: 400,
  'too-large': 413
};

/** What is said to what was sent; each kind of request has a type of its own for it. */
export type Reply =
  { is: 'saved' | 'checked' | 'done' | 'newer' | 'conflict' } | { is: 'refused'; why: Refusal | 'later' };

/** Who sent it: the hash of the cookie of the class, and the class. */
export interface Sending {
  tokenHash: string;
  classId: string;
}

/** What was sent: its body, `null` where it was too long, and the learner's cookie of the class, where there is one. */
export interface Posted {
  text: string | null;
  token: string | undefined;
  classId: string;
}

/** Answers what a learner's page sent with what `act` makes of it. `act` alone can throw. */
export async function replyTo<Body>(
  { text, token, classId }: Posted,
  schema: z.ZodType<Body>,
  act: (sender: Sending, body: Body) => Promise<Reply>
): Promise<Reply> {
  if (text === null) return { is: 'refused', why: 'too-large' };
  const body = schema.safeParse(valueOf(text));
  if (!body.success) return { is: 'refused', why: 'malformed' };
  if (!token) return { is: 'refused', why: 'signed-out' };
  return act({ tokenHash: hashOf(token), classId }, body.data);
}

/** The status of http that goes with it. */
export const statusOf = (reply: Reply): number =>
  reply.is === 'refused' ? STATUS[reply.why] : reply.is === 'conflict' ? 409 : 200;

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
