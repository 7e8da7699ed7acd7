import { json, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { MOST_BYTES } from '$lib/classroom/saving.ts';
import { learnerCookie } from '$lib/server/access.ts';
import { bodyOf } from '$lib/server/body.ts';
import { saidTo, statusOf, type Said, type Sending } from '$lib/server/said.ts';

/** Answers a request of a learner's page with what `act` makes of its body. */
export async function answered<Body, Params extends { class: string }>(
  { request, cookies, params }: RequestEvent<Params>,
  schema: z.ZodType<Body>,
  act: (sender: Sending, body: Body) => Promise<Said>
): Promise<Response> {
  const text = await bodyOf(request, MOST_BYTES);
  const token = cookies.get(learnerCookie(params.class));
  const said = await saidTo({ text, token, classId: params.class }, schema, act);
  return json(said, { status: statusOf(said) });
}
