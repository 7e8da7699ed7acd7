import { json, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { MOST_BYTES } from '$lib/classroom/saving.ts';
import { learnerCookie } from '$lib/server/access.ts';
import { bodyOf } from '$lib/server/body.ts';
import { replyTo, statusOf, type Reply, type Sending } from '$lib/server/reply.ts';

/** Answers a request of a learner's page with what `act` makes of its body. */
export async function answered<Body, Params extends { class: string }>(
  { request, cookies, params }: RequestEvent<Params>,
  schema: z.ZodType<Body>,
  act: (sender: Sending, body: Body) => Promise<Reply>
): Promise<Response> {
  const text = await bodyOf(request.body, request.headers.get('content-length'), MOST_BYTES);
  const token = cookies.get(learnerCookie(params.class));
  const reply = await replyTo({ text, token, classId: params.class }, schema, act);
  return json(reply, { status: statusOf(reply) });
}
