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
    once(key, () =>
      key.entries.map(({ id, about }) => [id, factsOf(about).filter(({ what }) => what !== 'swap-why')])
    );
  return checkLabels(SwapAnswer, item, key, facts, raw);
}

/** What changes from one text's wording to another's. */
export function checkSide(item: SideItem, key: SideKey, raw: unknown): Verdict {
  const facts = () =>
    once(item, () => item.asked.map(({ id, matter }) => [id, [{ what: 'matter', says: matter }]]));
  return checkLabels(SideAnswer, item, key, facts, raw);
}

/** How wide each doer is drawn. */
export function checkActors(item: ActorsItem, key: ActorsKey, raw: unknown): Verdict {
  const facts = () =>
    once(key, () =>
      key.entries.map(({ id, act, width }) => [
        id,
        [
          { what: 'act', says: act },
          { what: 'width', says: width }
        ]
      ])
    );
  return checkLabels(ActorsAnswer, item, key, facts, raw);
}

interface Given {
  labels: Record<string, string>;
  sure: Record<string, number>;
  own?: Record<string, string>;
}

/** What is said of each entry beside its label, by its id. */
type Facts = ReadonlyMap<string, readonly Fact[]>;
const made = new WeakMap<object, Facts>();

/** Facts that an item or a key alone decides, made once for it. */
function once(of: object, make: () => [string, Fact[]][]): Facts {
  const facts = made.get(of) ?? new Map(make());
  made.set(of, facts);
  return facts;
}

function checkLabels(
  schema: ZodType<Given>,
  item: SwapItem | SideItem | ActorsItem,
  key: { entries: Keyed[] },
  facts: () => Facts,
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
  const said = facts();
  const items = rows.map((row) => {
    const one = labelledItem(row);
    const mine = answer.own && own(answer.own, one.id)?.trim();
    one.facts = said.get(one.id)!;
    if (mine) one.facts = [...one.facts, { what: 'own-swap', says: mine }];
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
