import type { DraftProblem } from './changes.ts';
import type { Extension } from './phase.ts';
import type { Settings } from './settings.ts';
import { momentOf, saidTime } from './zoned.ts';

/** More time for one learner, as it was typed: minutes, and a time as `datetime-local` has it; empty where there is none. */
export interface TypedTime {
  minutes: string;
  until: string;
}

/** Reads what was typed. Paths of problems are `minutes` and `until`. */
export function extensionFrom(
  { minutes, until }: TypedTime,
  settings: Settings
): { extension: Extension } | { problems: DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const say = (path: keyof TypedTime, message: string) => void problems.push({ path, message });
  const more = minutes.trim() === '' ? 0 : /^\d{1,3}$/.test(minutes.trim()) ? Number(minutes) : NaN;
  if (!(more <= 600)) say('minutes', 'Write a whole number of minutes, up to 600.');
  else if (more > 0 && settings.minutes === null) say('minutes', 'There is no time limit to add to.');
  const moment = until === '' ? null : momentOf(until.slice(0, 16), settings.zone);
  const last = Math.max(settings.due ?? 0, settings.closes ?? 0);
  if (until !== '' && !moment) say('until', 'Write a day and a time, like 7 December 2026, 14:00.');
  else if (moment && last === 0)
    say('until', 'It is never late and never closes: there is nothing to put off.');
  else if (moment && moment.at <= last)
    say('until', `Choose a later time than everybody’s: ${saidTime(last, settings.zone)}.`);
  if (problems.length === 0 && more === 0 && !moment) say('until', 'Write more minutes, or a later time.');
  return problems.length > 0 ? { problems } : { extension: { minutes: more, until: moment?.at ?? null } };
}

/**
 * What more time does for a learner: there is more of it for what is being done or still to be begun (`more`); what the
 * time had handed in goes on (`goes-on`); or nothing, since the new end is past as well (`past`), the learner handed it
 * in (`handed-in`), or saw a reserved key after it (`revealed`).
 */
export type MoreTime = 'more' | 'goes-on' | 'past' | 'handed-in' | 'revealed';

/** The same in words to the instructor. @param name the learner's pseudonym */
export function saidMore(done: MoreTime, name: string): string {
  return {
    more: `${name} has more time.`,
    'goes-on': `${name} has more time: what the time had handed in goes on where it stopped.`,
    past: `It is kept, and nothing goes on: the end that ${name} has now is past as well. Give more.`,
    'handed-in': `It is kept, and nothing goes on: ${name} handed it in, and that stays.`,
    revealed: `It is kept, and nothing goes on: ${name} has seen a reserved key since it was handed in.`
  }[done];
}
