import type { Annotated, Problem } from '../define.ts';
import { LEAST, tooFew } from '../parts/deriving.ts';
import { figureOf, isFolded, mention, related } from './derive-figures.ts';
import { PAIR_CLASSES } from './classes.ts';
import type { Item, Key, PairClass, Select } from './schema.ts';

interface Made {
  pairs: Item['pairs'];
  key: Key['pairs'];
  problems: Problem[];
}

/** Pairs of figures, of which some count the same thing and some only look like it. */
export function keyOfPairs(select: Select, { sources, threads }: Annotated): Made {
  const made: Made = { pairs: [], key: [], problems: [] };
  const seen = new Set<string>();
  select.lookalikes.forEach(([a, b], i) => {
    const path = ['lookalikes', i];
    const say = (code: string, detail: string) => void made.problems.push({ path, code, detail });
    const two = [a, b].map((ref) => ({ ref, found: figureOf(ref, sources) }));
    for (const { ref, found } of two) {
      if (!found) say('no-entry', `there is no figure ${ref}`);
      else if (isFolded(found.source, found.figure))
        say('folded', `${ref} lies in a folded passage; no required item may`);
      else if (!select.sources.includes(found.source.id))
        say(
          'unseen',
          `${ref} stands in a text that the exercise does not show: add the text, or choose another figure`
        );
    }
    const [first, second] = two.map(({ found }) => found);
    if (!first || !second) return;
    const sign = [a, b].sort().join(' ');
    if (seen.has(sign) || a === b) say('twice', `${a} and ${b} are compared twice, or with themselves`);
    seen.add(sign);
    const told = judged([a, first.figure.thread], [b, second.figure.thread], threads);
    if ('wrong' in told) return say('no-reason', told.wrong);
    const id = `${a}+${b}`;
    const [x, y] = [first, second].map(({ source, figure }) => mention(source, figure).hedged);
    made.pairs.push({ id, a: x!, b: y! });
    made.key.push({ id, as: told.as, reason: told.reason, contested: null });
  });
  if (made.problems.length === 0 && select.lookalikes.length > 0)
    for (const name of PAIR_CLASSES) {
      const units = made.key.filter(({ as }) => as === name).length;
      if (units < LEAST) made.problems.push(tooFew(['lookalikes'], NAMES[name], units));
    }
  return made;
}

const NAMES: Record<PairClass, string> = { same: 'pairs of one thread', apart: 'pairs of two threads' };

type End = [ref: string, thread: string];

function judged(
  [a, mine]: End,
  [b, other]: End,
  { threads, lookalikes }: Annotated['threads']
): { as: PairClass; reason: string } | { wrong: string } {
  if (mine !== other) {
    const is = (at: string, [ref, thread]: End) => at === ref || at === thread;
    const look = lookalikes.find(
      (l) => (is(l.a, [a, mine]) && is(l.b, [b, other])) || (is(l.a, [b, other]) && is(l.b, [a, mine]))
    );
    return look
      ? { as: 'apart', reason: look.reason }
      : {
          wrong: `nothing says why ${a} and ${b} cannot be compared: add them to the lookalikes in keys/threads.json`
        };
  }
  const relation = related(
    threads.find(({ id }) => id === mine)!,
    a,
    b
  );
  if (!relation)
    return { wrong: `nothing says how ${a} and ${b} stand to each other: choose mentions in two texts` };
  return relation.relation === 'reworded'
    ? {
        wrong: `${a} and ${b} are reworded, so that it can be argued whether they count the same thing: choose a pair that is the same, or differs`
      }
    : { as: 'same', reason: relation.reason };
}
