import { json } from '@sveltejs/kit';
import { bodyOf } from '$lib/server/body.ts';
import { packs } from '$lib/server/packs';
import { checkSubmission } from '$lib/packs/submission.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

/** The largest submission in bytes: some ten times what marking every word of the longest text needs. */
const MOST = 256 * 1024;

const STATUS = { malformed: 400, unknown: 404, reserved: 403, version: 409 } as const;

/** Checks a submission to an open exercise. The body is a `Submission`; the answer is its verdict, or the problems. */
export const POST: RequestHandler = async ({ request }) => {
  const text = await bodyOf(request.body, request.headers.get('content-length'), MOST);
  if (text === null) return problem(413, 'too-large', `a submission has at most ${MOST / 1024} KiB`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return problem(400, 'not-json', error instanceof Error ? error.message : 'the body is not JSON');
  }
  const outcome = await checkSubmission(await packs(), body, 'open');
  if ('refused' in outcome) return json({ problems: outcome.problems }, { status: STATUS[outcome.refused] });
  return json(outcome.verdict, { status: outcome.verdict.status === 'invalid' ? 400 : 200 });
};

function problem(status: number, code: string, detail: string): Response {
  return json({ problems: [{ path: [], code, detail }] }, { status });
}
