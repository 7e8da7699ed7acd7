import { closedSince, roundOf } from './rules.ts';
import type { Round } from './state.ts';
import type { Room, SavedMark } from './views.ts';

/**
 * How many answered the step that everybody is at, in the round that is under way. Who takes another exercise is in none of
 * it, open or shown: so nobody can count them out. Nor is who came in once the answers were closed: they could give none.
 */
export interface Answering {
  /** Of how many; `null` on a wall where another exercise is offered: whoever looks round could subtract. */
  of: number | null;
  begun: number;
  done: number;
  /** How many stand by their first answer, which they have not touched in the second round; `null` before that, and where nobody gave one. */
  kept: number | null;
}

/** Who is in, but for who was taken out. */
export const inside = ({ state, seats }: Pick<Room, 'state' | 'seats'>) =>
  seats.filter(({ learner }) => !state.out.includes(learner));

/** The marks of the round of the present step, by learner. In the second one, who has none may stand by a first answer. */
export function present({ state, saved }: Pick<Room, 'state' | 'saved'>) {
  const step = state.steps[state.at];
  const round = step && roundOf(step);
  const of = (wanted: Round): ReadonlyMap<string, SavedMark> =>
    new Map(
      saved
        .filter((mark) => step && mark.part === step.part && mark.round === wanted)
        .map((mark) => [mark.learner, mark])
    );
  const marks = round ? of(round) : new Map<string, SavedMark>();
  const first = round === 2 ? of(1) : new Map<string, SavedMark>();
  return {
    marks,
    /** Who stands by their first answer; `null` before the second round, and where nobody gave one. */
    kept: first.size === 0 ? null : new Set([...first.keys()].filter((learner) => !marks.has(learner)))
  };
}

/** How far those are who work on the text of the class, and how many take another one; `null` where none is offered. */
export function howFar(room: Room, now: number): Answering & { of: number; apart: number | null } {
  const { marks, kept } = present(room);
  const { state } = room;
  const step = state.steps[state.at];
  const apart = room.apart.get(step?.part ?? '');
  const all = inside(room);
  const closed = step ? closedSince(step, state.endedAt ?? now) : null;
  const could = ({ learner, joinedAt }: Room['seats'][number]) =>
    closed === null ||
    joinedAt < closed ||
    marks.has(learner) ||
    kept?.has(learner) ||
    step?.longer[learner] !== undefined;
  const here = all.filter((seat) => !apart?.has(seat.learner) && could(seat));
  const answers = here.flatMap(({ learner }) => marks.get(learner) ?? []);
  return {
    of: here.length,
    begun: answers.length,
    done: answers.filter(({ done }) => done).length,
    kept: kept && here.filter(({ learner }) => kept.has(learner)).length,
    apart: apart ? all.filter(({ learner }) => apart.has(learner)).length : null
  };
}
