import type { PublicExercise } from '../exercises/context.ts';
import type { Problem, Scored } from '../exercises/define.ts';
import { leftOpen } from '../exercises/parts/account.ts';
import { isTypeName, registry, type AnyLogic } from '../exercises/registry.ts';
import type { Summary } from './schema.ts';

/** Fetches logic and key, and checks in the browser. Loaded at the first check, as the key is. */
export async function judge(
  exercise: PublicExercise,
  answer: unknown,
  fetchKey: () => Promise<Response>
): Promise<
  { verdict: Scored; summary: Summary } | { problems: Problem[] } | { trouble: string } | 'unreached'
> {
  const { type, version, item } = exercise;
  if (!isTypeName(type))
    return { trouble: 'This page is older than the exercise. Reload it; your answer is kept.' };
  let logic: AnyLogic;
  let response: Response;
  try {
    [logic, response] = await Promise.all([registry[type].logic(), fetchKey()]);
  } catch {
    return 'unreached';
  }
  if (!response.ok)
    return {
      trouble: `The key could not be fetched (${response.status}). Your answer is kept: reload the page and press Check again.`
    };
  const body: unknown = await response.json().catch(() => null);
  const sent = typeof body === 'object' && body !== null && 'key' in body && 'version' in body ? body : null;
  const key = logic.key.safeParse(sent?.key);
  if (!sent || !key.success)
    return {
      trouble: 'The key arrived damaged. Your answer is kept: reload the page and press Check again.'
    };
  if (sent.version !== version)
    return {
      trouble: 'This exercise was changed while the page was open. Reload the page to get it as it is now.'
    };
  // The item came with the page, from the same pack as the key.
  const verdict = logic.check(item as Parameters<typeof logic.check>[0], key.data, answer);
  return verdict.status === 'scored'
    ? { verdict, summary: summaryOf(verdict) }
    : { problems: verdict.problems };
}

/** What is kept of a verdict. */
function summaryOf(verdict: Scored): Summary {
  const { score, answered, detection, calibration } = verdict;
  const left = leftOpen(verdict);
  return { score, answered, detection, calibration, ...(left ? { left } : {}) };
}
