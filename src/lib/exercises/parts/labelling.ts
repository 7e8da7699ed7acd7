import { calibration, type Calibration, type Forecast } from '../../scoring/calibration.ts';
import { adjustedRecall } from '../../scoring/score.ts';
import type { Place, Problem, Reading, VerdictItem } from '../define.ts';
import { unknown } from './checking.ts';

/** What checkers of labels share: units to labels, the mean recall of the classes, corrected for their number. */

/** What a key says of a unit that is labelled. */
export interface Keyed {
  id: string;
  places: Place[];
  shows: Place[];
  /** Its label. */
  as: string;
  reason: string;
  contested: { undecided: string; readings: Reading[] } | null;
}

/** A unit with the label that it was given; `null` where it was left open. */
export interface Labelled<E extends Keyed> {
  entry: E;
  label: string | null;
  right: boolean;
  /** How sure the learner was, where that was said. */
  sure: number | null;
}

/** What an answer names that the exercise does not have. */
export function labelProblems(
  known: ReadonlySet<string>,
  classes: readonly string[],
  labels: Readonly<Record<string, string>>,
  sure: Readonly<Record<string, number>>,
  at = 'labels'
): Problem[] {
  const problems: Problem[] = [];
  // `for … in` is faster than a list of keys, and what a schema has read inherits nothing that it would go through.
  for (const id in labels) {
    if (!known.has(id)) problems.push(unknown([at, id], id));
    else if (!classes.includes(labels[id]!))
      problems.push({
        path: [at, id],
        code: 'label-not-offered',
        detail: `offered are ${classes.join(', ')}`
      });
  }
  for (const id in sure) if (!known.has(id)) problems.push(unknown(['sure', id], id));
  return problems;
}

/** What is an id's own in a record, and not what every object has. */
export function own<T>(record: Readonly<Record<string, T>>, id: string): T | null {
  return Object.hasOwn(record, id) ? record[id]! : null;
}

/** Scores labels; contested units are in no count. */
export function labelling<E extends Keyed>(
  classes: readonly string[],
  entries: readonly E[],
  labels: Readonly<Record<string, string>>,
  sure: Readonly<Record<string, number>>
): { score: number; given: number; rows: Labelled<E>[]; calibration: Calibration | null } {
  const counts = new Map(classes.map((name) => [name, { right: 0, of: 0 }]));
  const forecasts: Forecast[] = [];
  let given = 0;
  const rows = entries.map((entry): Labelled<E> => {
    const label = own(labels, entry.id);
    const right = label === entry.as;
    const felt = own(sure, entry.id);
    if (label !== null) given += 1;
    if (!entry.contested) {
      const count = counts.get(entry.as)!;
      count.of += 1;
      if (right) count.right += 1;
      if (label !== null && felt !== null) forecasts.push({ sure: felt, right });
    }
    return { entry, label, right, sure: felt };
  });
  return {
    score: adjustedRecall([...counts.values()]),
    given,
    rows,
    calibration: calibration(forecasts)
  };
}

/** A labelled unit as an item of the verdict. */
export function labelledItem({ entry, label, right, sure }: Labelled<Keyed>): VerdictItem {
  const { id, places, shows, as, reason, contested } = entry;
  const item: VerdictItem = {
    id,
    code: contested ? 'contested' : label === null ? 'unanswered' : right ? 'right' : 'other-reading',
    scored: !contested,
    given: label,
    expected: contested ? null : as,
    notes: [],
    yours: label !== null ? places : [],
    key: places,
    shows,
    reason,
    contested
  };
  return label !== null && sure !== null ? withSure(item, sure) : item;
}

/** The item with how sure the learner was, where kept verdicts have it: beside what was given and expected. */
export function withSure(item: VerdictItem, sure: number): VerdictItem {
  const { id, code, scored, given, expected, ...rest } = item;
  return { id, code, scored, given, expected, sure, ...rest };
}
