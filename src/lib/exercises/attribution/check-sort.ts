import { calibration, type Forecast } from '../../scoring/calibration.ts';
import { detection, type Signal } from '../../scoring/detection.ts';
import { adjustedRecall } from '../../scoring/score.ts';
import type { Problem, Verdict, VerdictItem } from '../define.ts';
import { malformed, scored, setOf, unknown } from '../parts/checking.ts';
import { SortAnswer, type ClassName, type SortItem, type SortKey } from './schema.ts';

/** Statements to labels: the mean recall of the classes, corrected for their number. */
export function checkSort(item: SortItem, key: SortKey, raw: unknown): Verdict {
  const parsed = SortAnswer.safeParse(raw);
  if (!parsed.success) return malformed(parsed.error.issues);
  const { labels, sure } = parsed.data;
  const problems: Problem[] = [];
  const known = setOf(item, () => item.statements.map((s) => s.id));
  for (const id of Object.keys(labels)) {
    if (!known.has(id)) problems.push(unknown(['labels', id], id));
    else if (!item.classes.includes(labels[id]!))
      problems.push({
        path: ['labels', id],
        code: 'label-not-offered',
        detail: `offered are ${item.classes.join(', ')}`
      });
  }
  for (const id of Object.keys(sure)) if (!known.has(id)) problems.push(unknown(['sure', id], id));
  if (problems.length > 0) return { status: 'invalid', problems };

  const { signal, classes: signalling } = signalOf(item.classes);
  const counts = new Map(item.classes.map((name) => [name, { right: 0, of: 0 }]));
  const seen = { hits: 0, signals: 0, falseAlarms: 0, noise: 0 };
  const forecasts: Forecast[] = [];
  const items: VerdictItem[] = [];
  let given = 0;
  for (const entry of key.entries) {
    const label = Object.hasOwn(labels, entry.id) ? labels[entry.id]! : null;
    const right = label === entry.as;
    if (label) given += 1;
    if (!entry.contested) {
      const count = counts.get(entry.as)!;
      count.of += 1;
      if (right) count.right += 1;
      if (label) {
        const said = signalling.includes(label);
        if (signalling.includes(entry.as)) {
          seen.signals += 1;
          if (said) seen.hits += 1;
        } else {
          seen.noise += 1;
          if (said) seen.falseAlarms += 1;
        }
      }
      if (label && Object.hasOwn(sure, entry.id)) forecasts.push({ sure: sure[entry.id]!, right });
    }
    items.push({
      id: entry.id,
      code: entry.contested ? 'contested' : label === null ? 'unanswered' : right ? 'right' : 'other-reading',
      scored: !entry.contested,
      given: label,
      expected: entry.contested ? null : entry.as,
      notes: [],
      yours: label ? entry.places : [],
      key: entry.places,
      shows: entry.shows,
      reason: entry.reason,
      contested: entry.contested
    });
  }
  const score = adjustedRecall([...counts.values()]);
  return scored({
    score,
    parts: { finding: null, label: score, boundary: null },
    answered: { given, of: key.entries.length },
    detection: detection(signal, seen.hits, seen.signals, seen.falseAlarms, seen.noise),
    calibration: calibration(forecasts),
    compare: null,
    items
  });
}

/**
 * What the offered classes tell apart: what is handed to a source (in whichever way) from the text's own voice; where
 * all of it is handed over, the text's wording from the source's; in a primary document, judgements from the rest.
 */
function signalOf(offered: readonly ClassName[]): { signal: Signal; classes: readonly ClassName[] } {
  const handed = offered.filter((name) => HANDED.includes(name));
  if (handed.length === offered.length) return { signal: 'indirect', classes: ['indirect'] };
  if (handed.length > 0) return { signal: 'source', classes: handed };
  return { signal: 'characterises', classes: ['characterises'] };
}

const HANDED: readonly ClassName[] = ['source', 'direct', 'indirect', 'mixed'];
