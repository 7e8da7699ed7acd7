import { json, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { MOST_BYTES, type Refusal } from '$lib/classroom/saving.ts';
import { learnerCookie } from '$lib/server/access.ts';
import { bodyOf } from '$lib/server/body.ts';
import { hashOf } from '$lib/server/ids.ts';

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

type Said =
  { is: 'saved' | 'checked' | 'done' | 'newer' | 'conflict' } | { is: 'refused'; why: Refusal | 'later' };

/** Answers a request of a learner's page with what `act` makes of its body; `tokenHash` is of the cookie of the class. */
export async function answered<Body, Params extends { class: string }>(
  { request, cookies, params }: RequestEvent<Params>,
  schema: z.ZodType<Body>,
  act: (sender: { tokenHash: string; classId: string }, body: Body) => Promise<Said>
): Promise<Response> {
  const text = await bodyOf(request, MOST_BYTES);
  if (text === null) return say({ is: 'refused', why: 'too-large' });
  const body = schema.safeParse(valueOf(text));
  if (!body.success) return say({ is: 'refused', why: 'malformed' });
  const token = cookies.get(learnerCookie(params.class));
  if (!token) return say({ is: 'refused', why: 'signed-out' });
  return say(await act({ tokenHash: hashOf(token), classId: params.class }, body.data));
}

function say(said: Said): Response {
  const status = said.is === 'refused' ? STATUS[said.why] : said.is === 'conflict' ? 409 : 200;
  return json(said, { status });
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
