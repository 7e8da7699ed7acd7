import { detection, type Signal } from '../../scoring/detection.ts';
import type { Verdict } from '../define.ts';
import { malformed, setOf } from '../parts/checking.ts';
import { labelledItem, labelling, labelProblems } from '../parts/labelling.ts';
import { SortAnswer, type ClassName, type SortItem, type SortKey } from './schema.ts';

/** Statements to labels: the mean recall of the classes, corrected for their number. */
export function checkSort(item: SortItem, key: SortKey, raw: unknown): Verdict {
  const parsed = SortAnswer.safeParse(raw);
  if (!parsed.success) return malformed(parsed.error.issues);
  const { labels, sure } = parsed.data;
  const known = setOf(item, () => item.statements.map((s) => s.id));
  const problems = labelProblems(known, item.classes, labels, sure);
  if (problems.length > 0) return { status: 'invalid', problems };

  const { score, given, rows, calibration } = labelling(item.classes, key.entries, labels, sure);
  const { signal, classes } = signalOf(item.classes);
  const signals: readonly string[] = classes;
  const seen = { hits: 0, signals: 0, falseAlarms: 0, noise: 0 };
  for (const { entry, label } of rows) {
    if (entry.contested || label === null) continue;
    const said = signals.includes(label);
    if (signals.includes(entry.as)) {
      seen.signals += 1;
      if (said) seen.hits += 1;
    } else {
      seen.noise += 1;
      if (said) seen.falseAlarms += 1;
    }
  }
  return {
    status: 'scored',
    score,
    parts: { finding: null, label: score, boundary: null },
    answered: { given, of: key.entries.length },
    detection: detection(signal, seen.hits, seen.signals, seen.falseAlarms, seen.noise),
    calibration,
    compare: null,
    items: rows.map(labelledItem)
  };
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
