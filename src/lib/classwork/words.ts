import type { Refusal } from '../classroom/saving.ts';

/** What a learner is told while an assignment is done. */

/** The time of day where the learner is: "10:42". */
export const clock = (at: number): string =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/**
 * What is said of saving an answer, and whether a screen reader says it too.
 * @param how where it is; `kept` and `unkept`: it waits for a server that is not reached, and the browser has a copy, or not
 */
export function savingSays(how: 'refused' | 'saving' | 'kept' | 'unkept' | { savedAt: number | null }): {
  says: string;
  aloud: boolean;
} {
  if (typeof how === 'object')
    return { says: how.savedAt === null ? '' : `Saved ${clock(how.savedAt)}`, aloud: false };
  return { says: SAVING[how], aloud: how === 'kept' || how === 'unkept' };
}

const SAVING = {
  refused: 'Not saved',
  saving: 'Saving …',
  kept: 'Not sent yet: kept in this browser, and sent once the server is reached',
  unkept: 'Not sent yet: keep this page open until the server is reached'
};

/** What ends again: the answer waits in the browser, and is sent then. */
export const PASSING: readonly Refusal[] = ['signed-out', 'archived', 'ended', 'out'];

export const UNREACHED =
  'The server could not be reached, so nothing was checked. Your answer is kept: press Check again when you are online.';

/** Why an answer was not taken, and what to do. */
export const REFUSED: Record<Refusal, string> = {
  'signed-out':
    'Nobody is signed in to this class in this browser any more. Your answer is kept here: come back into the class with your recovery code, and it is sent.',
  unknown: 'This was changed after you opened the page. Reload it to go on.',
  'handed-in': 'This was handed in already, in another tab or on another device. Nothing more is taken.',
  over: 'The time is over. What was saved before is handed in.',
  archived:
    'Your instructor has put this assignment away, so nothing more is taken. What was saved before is kept, and this answer is kept here: it is sent if the assignment is taken up again.',
  ended:
    'Your instructor has ended this class, so nothing more is taken. What was saved before is kept, and this answer is kept here: it is sent if the class is opened again.',
  out: 'Your instructor has taken you out of this session, so nothing more is taken. This answer is kept here: it is sent if you are let in again.',
  'gone-on': 'The class has gone on, so this answer is not taken any more. What was saved before counts.',
  'session-over': 'This session is over, so nothing more is taken. What was saved before counts.',
  checked:
    'This was checked already, in another tab or on another device. Reload the page to see how it stands.',
  unfit:
    'This answer does not fit the exercise, so it was not saved. Reload the page to go on from what was.',
  malformed: 'This page is older than the server. Reload it to go on.',
  'too-large': 'This answer is too large to be saved. Take some of its marks back.'
};
