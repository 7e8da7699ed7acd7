import type { ClassCounts } from '../../exercises/define.ts';
import { howFar, inside, present, type Answering } from './answering.ts';
import { isReached, isShown, isShownTwice, phaseAt, roundOf } from './rules.ts';
import type { LiveState, Round } from './state.ts';

/**
 * What goes to each device while a session runs: whole values, never changes to earlier ones. A device that was away
 * needs the last one only, and one that comes twice or too late is dropped (`isNewer`).
 */

/** A learner in a session, as the server knows them. */
export interface Seat {
  learner: string;
  name: string;
  /** Whether others may see the name. */
  approved: boolean;
  /** Whether an instructor approved it, or gave it, since they came in: their page may have another one. */
  named?: boolean;
  joinedAt: number;
  /** When a device of theirs was last on the line; `null` once the last one said goodbye. */
  seenAt: number | null;
}

/** What is known of one learner's answer to one step in one round, but for the answer. */
export interface SavedMark {
  part: string;
  round: Round;
  learner: string;
  revision: number;
  /** Whether the learner said that they are done. */
  done: boolean;
}

/** The way into the class, of which a session shows where it is. */
export interface ClassDoor {
  /** The join code, as it is read and typed; `null` in a class that nobody joins. */
  code: string | null;
  shut: boolean;
}

/** A session with all that stands beside its state. */
export interface Room {
  /** Counts the clicks, and what else changed who is in. */
  version: number;
  state: LiveState;
  seats: readonly Seat[];
  saved: readonly SavedMark[];
  door: ClassDoor;
  /** Who takes another exercise than the class, by the part; a part for which none is offered is not in it. */
  apart: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Says which of two values is the later one: by the version, then by how much was saved of what is in it. Of a learner’s
 * view that is what they saved themselves, so that nobody else’s answer makes another view of it; else what the class did.
 */
export interface Stamp {
  version: number;
  saves: number;
}

/** A step as every device is told of it. */
export interface StepView {
  part: string;
  phase: LiveState['steps'][number]['phase'];
  until: number | null;
  twice: boolean;
  /** Whether anything of what the class gave was shown. */
  seen: boolean;
  pointed: LiveState['steps'][number]['pointed'];
}

/** What everybody may know. */
export interface CommonView extends Stamp {
  /** The server's clock when it was made. */
  now: number;
  at: number;
  steps: StepView[];
  pace: LiveState['pace'];
  endedAt: number | null;
  /** Learners who are in. */
  here: number;
}

/** What one learner is told besides. */
export interface OwnView {
  /** What they are called now, where that may have changed since they came in. It is not told else: what is told to many alike costs less. */
  name: string | null;
  out: boolean;
  /** Until when they may answer the steps where that is longer than for others. */
  longer: Record<string, number>;
  /** How many answers of theirs were saved: a device that knows of fewer asks for them. */
  saves: number;
  /** The steps that they are done with, in the round that is under way. */
  done: string[];
}

export interface LearnerView {
  common: CommonView;
  own: OwnView;
}

/** What stands on the wall. */
export interface WallView {
  common: CommonView;
  /** Whether the session lets nobody new in, whatever the door of the class says. */
  shut: boolean;
  door: ClassDoor;
  /** Whether it shows the way in, in place of the step. */
  wayIn: boolean;
  /** Where it stands in the step that everybody is at; `null`: at the top. */
  turned: LiveState['steps'][number]['turned'];
  answering: Answering;
  /** Names that may be seen by all, in the order of the alphabet; `null` while they are not on the wall. */
  names: string[] | null;
}

/** A learner as the instructor sees them. */
export interface SeatView {
  learner: string;
  name: string;
  approved: boolean;
  /** Whether a device of theirs is on the line. */
  online: boolean;
  out: boolean;
  /**
   * `kept`: they have not touched their first answer in the second round. `apart`: they take another exercise, and are in no
   * number of the class, however far they are with it.
   */
  answer: 'none' | 'kept' | 'begun' | 'done' | 'apart';
  /** Until when they may answer, where that is longer than for others. */
  longer: number | null;
  /** Whether they came in when more than half of the time was over, and are not done. */
  late: boolean;
}

/** What the instructor is told. */
export interface DeskView extends WallView {
  shownNames: boolean;
  /** How many take another exercise at the present step. */
  apart: number;
  /** Learners who are in with no device on the line: answers of theirs may come yet. */
  away: number;
  seats: SeatView[];
}

/** What a class gave for a step, over its text: sent apart, since it is long and changes less often. */
export interface Board extends Stamp {
  part: string;
  first: ClassCounts;
  /**
   * After the class had talked; `null` where there was no second round, or it may not be seen yet. Who gave no second
   * answer counts with the first one.
   */
  second: ClassCounts | null;
  /** How many count with the first one; `null` without a second round that may be seen. */
  kept: number | null;
  /** How many of those who answered twice changed something; `null` without a second round that may be seen, or a first answer. */
  changed: number | null;
  /** Learners who take another exercise in place of it are in no count. */
}

/** Whether a value that has come is later than the one that a device holds, or as late. */
export const isNewer = (held: Stamp | null, come: Stamp): boolean =>
  held === null || come.version > held.version || (come.version === held.version && come.saves >= held.saves);

/** A device counts as on the line for so long after it was last seen. */
export const ON_THE_LINE = 45_000;

/** @param room with the answers that the stamp counts */
export function commonView(room: Omit<Room, 'door' | 'apart'>, now: number): CommonView {
  const { version, state, saved } = room;
  return {
    version,
    saves: saved.reduce((sum, { revision }) => sum + revision, 0),
    now,
    at: state.at,
    steps: state.steps.map((step) => ({
      part: step.part,
      // Time stands still once it has ended.
      phase: phaseAt(step, state.endedAt ?? now),
      until: step.until,
      twice: step.twice,
      seen: step.seen,
      pointed: step.pointed
    })),
    pace: state.pace,
    endedAt: state.endedAt,
    here: inside(room).length
  };
}

/**
 * @param saved of this learner alone
 * @param seat theirs, where they have one
 */
export function ownView(
  state: LiveState,
  learner: string,
  saved: readonly SavedMark[],
  seat?: Pick<Seat, 'name' | 'named'>
): OwnView {
  const longer = state.steps.flatMap((step) => {
    const until = step.longer[learner];
    return until === undefined ? [] : [[step.part, until] as const];
  });
  return {
    name: seat?.named ? seat.name : null,
    out: state.out.includes(learner),
    longer: Object.fromEntries(longer),
    saves: saved.reduce((sum, { revision }) => sum + revision, 0),
    done: state.steps
      .filter((step) =>
        saved.some((mark) => mark.done && mark.part === step.part && mark.round === roundOf(step))
      )
      .map(({ part }) => part)
  };
}

/** What one learner is told. @param common what everybody may know, whatever its stamp counts */
export const learnerView = (common: CommonView, own: OwnView): LearnerView => ({
  common: { ...common, saves: own.saves },
  own
});

export function wallView(room: Room, now: number): WallView {
  const { state } = room;
  const { apart, ...far } = howFar(room, now);
  return {
    common: commonView(room, now),
    ...{ shut: state.shut, door: room.door },
    ...{ wayIn: state.wayIn, turned: state.steps[state.at]?.turned ?? null },
    answering: { ...far, of: apart === null ? far.of : null },
    names: state.names
      ? inside(room)
          .filter(({ approved }) => approved)
          .map(({ name }) => name)
          .sort((a, b) => a.localeCompare(b, 'en'))
      : null
  };
}

export function deskView(room: Room, now: number): DeskView {
  const { state } = room;
  const { marks, kept } = present(room);
  const { apart, ...far } = howFar(room, now);
  const step = state.steps[state.at];
  const others = room.apart.get(step?.part ?? '');
  const answerOf = (learner: string): SeatView['answer'] => {
    if (others?.has(learner)) return 'apart';
    const mark = marks.get(learner);
    if (mark) return mark.done ? 'done' : 'begun';
    return kept?.has(learner) ? 'kept' : 'none';
  };
  const onLine = ({ seenAt }: Seat) => seenAt !== null && now - seenAt < ON_THE_LINE;
  return {
    ...wallView(room, now),
    answering: far,
    apart: apart ?? 0,
    shownNames: state.names,
    away: inside(room).filter((seat) => !onLine(seat)).length,
    seats: room.seats
      .map((seat): SeatView => {
        const { learner, name, approved } = seat;
        const mark = marks.get(learner);
        return {
          ...{ learner, name, approved },
          online: onLine(seat),
          out: state.out.includes(learner),
          answer: answerOf(learner),
          longer: step?.longer[learner] ?? null,
          late: step !== undefined && !mark?.done && !state.out.includes(learner) && isLate(step, seat, now)
        };
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  };
}

/** Whether a learner came in when more than half of the time of a step was over, and has no more than the others. */
function isLate(step: LiveState['steps'][number], { learner, joinedAt }: Seat, now: number): boolean {
  const { openedAt, until } = step;
  const phase = phaseAt(step, now);
  if (openedAt === null || until === null || (phase !== 'open' && phase !== 'again')) return false;
  const late = joinedAt > openedAt && until - joinedAt < (until - openedAt) / 2;
  return late && step.longer[learner] === undefined;
}

/** Whether learners may see what the class gave for a step, in a round. */
export const mayShow = (state: LiveState, part: string, round: Round): boolean => {
  const step = state.steps.find((each) => each.part === part);
  if (!step || !isReached(state, step)) return false;
  return round === 2 ? isShownTwice(step) : isShown(step);
};
