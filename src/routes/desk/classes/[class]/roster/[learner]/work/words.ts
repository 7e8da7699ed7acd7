import type { SessionsTaken } from '$lib/server/live/taken-part.ts';

/** Sessions that a learner came into, and gave an answer in; '' where the class had none. */
export function saidSessions({ sessions, of, before }: SessionsTaken): string {
  const answered = sessions.filter(
    ({ out, steps }) => !out && steps.some(({ first, second }) => first !== null || second !== null)
  ).length;
  const many = (n: number) => `${n} live ${n === 1 ? 'session' : 'sessions'}`;
  const came =
    of === 0
      ? ''
      : sessions.length === 0
        ? `came into none of ${many(of)}`
        : `came into ${sessions.length} of ${many(of)}, answered in ${answered === 0 ? 'none' : answered}`;
  const missed = before > 0 ? `joined the class after ${many(before)}` : '';
  return [came, missed].filter(Boolean).join(', ');
}
