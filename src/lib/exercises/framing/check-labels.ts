import type { ZodType } from 'zod';
import type { Fact, Verdict } from '../define.ts';
import { malformed, scored, setOf, unknown } from '../parts/checking.ts';
import { labelledItem, labelling, labelProblems, own, type Keyed } from '../parts/labelling.ts';
import { offered } from './classes.ts';
import { factsOf } from './facts.ts';
import {
  ActorsAnswer,
  SideAnswer,
  SwapAnswer,
  type ActorsItem,
  type ActorsKey,
  type SideItem,
  type SideKey,
  type SwapItem,
  type SwapKey
} from './schema.ts';

/** Swaps, contrasts and actors to labels: the mean recall of the classes, corrected for their number. */

/** What a swap changes; the learner's own swaps stand beside the key's. */
export function checkSwap(item: SwapItem, key: SwapKey, raw: unknown): Verdict {
  return checkLabels(SwapAnswer, item, key.entries, raw, (entry, answer) => {
    const mine = own(answer.own, entry.id)?.trim();
    // Why the swap changes it is the reason of the item itself.
    const facts = factsOf(entry.about).filter(({ what }) => what !== 'swap-why');
    return [...facts, ...(mine ? [{ what: 'own-swap', says: mine }] : [])];
  });
}

/** What changes from one text's wording to another's. */
export function checkSide(item: SideItem, key: SideKey, raw: unknown): Verdict {
  const matters = new Map(item.asked.map(({ id, matter }) => [id, matter]));
  return checkLabels(SideAnswer, item, key.entries, raw, ({ id }) => [
    { what: 'matter', says: matters.get(id)! }
  ]);
}

/** How wide each doer is drawn. */
export function checkActors(item: ActorsItem, key: ActorsKey, raw: unknown): Verdict {
  return checkLabels(ActorsAnswer, item, key.entries, raw, ({ act, width }) => [
    { what: 'act', says: act },
    { what: 'width', says: width }
  ]);
}

interface Given {
  labels: Record<string, string>;
  sure: Record<string, number>;
  own?: Record<string, string>;
}

function checkLabels<A extends Given, E extends Keyed>(
  schema: ZodType<A>,
  item: SwapItem | SideItem | ActorsItem,
  entries: readonly E[],
  raw: unknown,
  facts: (entry: E, answer: A) => Fact[]
): Verdict {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) return malformed(parsed.error.issues);
  const answer = parsed.data;
  const known = setOf(item, () => item.asked.map(({ id }) => id));
  const classes = offered(item);
  const problems = labelProblems(known, classes, answer.labels, answer.sure);
  for (const id of Object.keys(answer.own ?? {}))
    if (!known.has(id)) problems.push(unknown(['own', id], id, 'stretch'));
  if (problems.length > 0) return { status: 'invalid', problems };
  const { score, given, rows, calibration } = labelling(classes, entries, answer.labels, answer.sure);
  return scored({
    score,
    parts: { finding: null, label: score, boundary: null },
    answered: { given, of: entries.length },
    detection: null,
    calibration,
    compare: null,
    items: rows.map((row) => ({ ...labelledItem(row), facts: facts(row.entry, answer) }))
  });
}
