import type { Refusal } from '../classroom/saving.ts';

/** What a learner is told while an assignment is done. */

/** The time of day where the learner is: "10:42". */
export const clock = (at: number): string =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

export const UNREACHED =
  'The server could not be reached, so nothing was checked. Your answer is kept: press Check again when you are online.';

/** Why an answer was not taken, and what to do. */
export const REFUSED: Record<Refusal, string> = {
  'signed-out':
    'Nobody is signed in to this class in this browser any more. Your answer is kept here: come back into the class with your recovery code, and it is sent.',
  unknown: 'This assignment was changed after you opened the page. Reload it to go on.',
  'handed-in': 'This was handed in already, in another tab or on another device. Nothing more is taken.',
  over: 'The time is over. What was saved before is handed in.',
  checked:
    'This was checked already, in another tab or on another device. Reload the page to see how it stands.',
  unfit:
    'This answer does not fit the exercise, so it was not saved. Reload the page to go on from what was.',
  malformed: 'This page is older than the server. Reload it to go on.',
  'too-large': 'This answer is too large to be saved. Take some of its marks back.'
};
