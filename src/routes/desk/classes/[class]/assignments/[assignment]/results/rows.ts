import { ENOUGH, statistics } from '$lib/classroom/item-analysis.ts';
import { countedPoints, shownMark, withoutPoints } from '$lib/classroom/marks.ts';
import type { Settings } from '$lib/classroom/settings.ts';
import type { LearnerResult, MarkedPart, PartResult, Results, WorkResult } from '$lib/server/marks.ts';

/** The table of results, row by row. */

/** The address of an assignment's results. */
export type Root = `/desk/classes/${string}/assignments/${string}/results/`;

export interface Cell {
  /** 0 to 100; `null` where nothing counts yet, or it is left out. */
  points: number | null;
  /** Whether it is left out of the mark, since nothing was answered, or too little. */
  leftOut: boolean;
  answered: boolean;
  /** Whether too little was answered for points: what was handed in has none of a check. */
  tooLittle: boolean;
  /** Whether an instructor gave own points. */
  changed: boolean;
  /** Whether it is of what stands in for the exercise. Told beside a name alone: where names are hidden others look on. */
  instead: boolean;
}

export interface Row {
  id: string;
  name: string;
  stands: 'handed-in' | 'at-work' | 'not-begun';
  late: boolean;
  /** Whether the time handed it in. */
  byTime: boolean;
  handedInAt: number | null;
  /** The attempt that counts, or that is being worked on, of how many. */
  attempt: number;
  attempts: number;
  mark: number | null;
  cells: Cell[];
}

/** What is said of a part over the class. */
export interface Column extends Pick<MarkedPart, 'id' | 'number' | 'title'> {
  /** Learners whose attempt counts, and how many of them answered it. */
  of: number;
  answered: number;
  /** How many count 0 in the mean since they gave no answer, or too little of one. */
  zeros: number;
  /** Of the points, 0 to 100. */
  mean: number | null;
  /** `null` as well with too few learners. */
  discrimination: number | null;
  /** Whether too few learners have points everywhere to say how it goes with the other exercises. */
  few: boolean;
}

/** What becomes of a part that gives no points: it counts 0, of what was taken over too, or is left out of that. */
export const gapsOf = ({
  takenOverUntil,
  leftOutUntil
}: Pick<Settings, 'takenOverUntil' | 'leftOutUntil'>): 'zero' | 'taken-over' | 'left-out' => {
  if (leftOutUntil !== undefined) return 'left-out';
  return takenOverUntil === undefined ? 'zero' : 'taken-over';
};

/** @param hidden gives numbers in place of names, and an order that tells nothing of them */
export function rowsOf({ learners }: Results, hidden: boolean): Row[] {
  const listed = hidden ? [...learners].sort((a, b) => (a.id < b.id ? -1 : 1)) : learners;
  return listed.map((learner, i) => rowOf(learner, hidden ? `Learner ${i + 1}` : learner.name, hidden));
}

function rowOf({ id, works, counts, mark }: LearnerResult, name: string, hidden: boolean): Row {
  const running = works.find((work) => !work.done);
  const shown = counts ?? running;
  return {
    ...{ id, name },
    stands: counts ? 'handed-in' : running ? 'at-work' : 'not-begun',
    late: counts?.late ?? false,
    byTime: counts?.byTime ?? false,
    handedInAt: counts?.handedInAt ?? null,
    attempt: shown?.number ?? 0,
    attempts: works.length,
    mark: mark === null ? null : shownMark(mark),
    cells: (shown?.parts ?? []).map((part) => cellOf(part, shown!, hidden))
  };
}

const cellOf = (part: PartResult, { done }: WorkResult, hidden: boolean): Cell => ({
  points: done ? countedPoints(part) : null,
  leftOut: done && countedPoints(part) === null,
  answered: part.answered,
  tooLittle: done && withoutPoints(part) === 'too-little',
  changed: part.override !== null,
  instead: part.instead && !hidden
});

/** What the class made of each part, as Moodle computes it over attempts that count. */
export function columnsOf({ parts, learners }: Results): Column[] {
  const counting = learners.flatMap(({ counts }) => (counts ? [counts] : []));
  const points = counting.map((work) => work.parts.map(countedPoints));
  // What is left out for somebody leaves no total to compare theirs with.
  const whole = points.filter((list): list is number[] => !list.includes(null));
  const totals = whole.map((list) => list.reduce((sum, one) => sum + one, 0));
  return parts.map(({ id, number, title }, at) => {
    const { discrimination } = statistics(
      whole.map((list) => list[at]!),
      totals,
      100
    );
    const counted = points.map((list) => list[at]!).filter((one) => one !== null);
    const own = counting.map((work) => work.parts[at]!);
    return {
      ...{ id, number, title, of: counting.length },
      discrimination: whole.length < ENOUGH ? null : discrimination,
      few: whole.length < ENOUGH,
      answered: own.filter(({ answered }) => answered).length,
      zeros: own.filter((part) => part.score === null && part.override === null && !part.spared).length,
      mean: counted.length === 0 ? null : counted.reduce((sum, one) => sum + one, 0) / counted.length
    };
  });
}
