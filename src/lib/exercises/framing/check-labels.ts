import type { ZodType } from 'zod';
import type { Fact, Verdict } from '../define.ts';
import { malformed, setOf, unknown } from '../parts/checking.ts';
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
  // Why the swap changes it is the reason of the item itself.
  const facts = () =>
    key.entries.map(({ about }) => factsOf(about).filter(({ what }) => what !== 'swap-why'));
  return checkLabels(SwapAnswer, item, key, facts, raw);
}

/** What changes from one text's wording to another's. */
export function checkSide(item: SideItem, key: SideKey, raw: unknown): Verdict {
  const facts = () => {
    const matters = new Map(item.asked.map(({ id, matter }) => [id, matter]));
    return key.entries.map(({ id }) => [{ what: 'matter', says: matters.get(id)! }]);
  };
  return checkLabels(SideAnswer, item, key, facts, raw);
}

/** How wide each doer is drawn. */
export function checkActors(item: ActorsItem, key: ActorsKey, raw: unknown): Verdict {
  const facts = () =>
    key.entries.map(({ act, width }) => [
      { what: 'act', says: act },
      { what: 'width', says: width }
    ]);
  return checkLabels(ActorsAnswer, item, key, facts, raw);
}

interface Given {
  labels: Record<string, string>;
  sure: Record<string, number>;
  own?: Record<string, string>;
}

const keyFacts = new WeakMap<object, Fact[][]>();

/** @param facts what the key says of each entry beside its label; made once for each key */
function checkLabels(
  schema: ZodType<Given>,
  item: SwapItem | SideItem | ActorsItem,
  key: { entries: Keyed[] },
  facts: () => Fact[][],
  raw: unknown
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
  const { score, given, rows, calibration } = labelling(classes, key.entries, answer.labels, answer.sure);
  let said = keyFacts.get(key);
  if (!said) keyFacts.set(key, (said = facts()));
  const items = rows.map((row, i) => {
    const one = labelledItem(row);
    const mine = answer.own && own(answer.own, one.id)?.trim();
    one.facts = mine ? [...said[i]!, { what: 'own-swap', says: mine }] : said[i]!;
    return one;
  });
  return {
    status: 'scored',
    score,
    parts: { finding: null, label: score, boundary: null },
    answered: { given, of: key.entries.length },
    detection: null,
    calibration,
    compare: null,
    items
  };
}
