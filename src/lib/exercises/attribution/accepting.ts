import { tokensIn } from '../../text/tokens.ts';
import { shared } from '../../text/span.ts';
import { markPlan } from './mark-plan.ts';
import type { Answer, Item, Key, LinkAnswer, MarkAnswer, MarkItem, MarkKey } from './schema.ts';
import { NOISE } from './word-kinds.ts';

/** Answers with the key's reading of some items in them; see `Logic.accepting`. */
export function accepting(item: Item, key: Key, answer: Answer, ids: ReadonlySet<string>): Answer {
  if (key.mode === 'sort' && answer.mode === 'sort') {
    const keyed = key.entries.filter((entry) => ids.has(entry.id) && !entry.contested);
    return {
      ...answer,
      labels: { ...answer.labels, ...Object.fromEntries(keyed.map(({ id, as }) => [id, as])) }
    };
  }
  if (key.mode === 'link' && answer.mode === 'link') {
    const keyed = key.entries.filter((entry) => ids.has(entry.id) && !entry.contested);
    const links = keyed.map((entry) => [entry.id, keyLink(entry)]);
    return { ...answer, links: { ...answer.links, ...Object.fromEntries(links) } };
  }
  return item.mode === 'mark' && key.mode === 'mark' && answer.mode === 'mark'
    ? acceptingMarks(item, key, answer, ids)
    : answer;
}

/** What the key says of a statement, as a learner would. */
export function keyLink({
  source,
  words,
  order
}: Extract<Key, { mode: 'link' }>['entries'][number]): LinkAnswer['links'][string] {
  return { source: [source], cue: [words], order };
}

/** Where an accepted item lies, marks end; what of it is to be found is marked whole. */
function acceptingMarks(
  item: MarkItem,
  key: MarkKey,
  answer: MarkAnswer,
  ids: ReadonlySet<string>
): MarkAnswer {
  const { words, unit, kind } = markPlan(item, key);
  const { source, text } = item.passages[0]!;
  const stray = ids.has(`${source}#none`);
  const furniture = key.furniture.map((one) => ({ ...one, accepted: ids.has(one.id) }));
  const taken = words.map((word, w) => {
    const at = unit[w]!;
    if (at >= 0) return ids.has(key.units[at]!.id) && !key.units[at]!.contested;
    if (kind[w] !== NOISE) return false;
    const on = furniture.find(({ places }) => places.some((place) => shared(place, word) > 0));
    return on ? on.accepted : stray;
  });
  const place = (start: number, end: number) => ({ source, start, end, quote: text.slice(start, end) });
  const kept = answer.marks.flatMap((mark) => {
    const [from, to] = tokensIn(words, mark);
    const runs: { first: number; last: number }[] = [];
    for (let w = from; w < to; w++) {
      const run = runs.at(-1);
      if (taken[w]) continue;
      if (run?.last === w - 1) run.last = w;
      else runs.push({ first: w, last: w });
    }
    return runs.map(({ first, last }) => ({
      ...place(words[first]!.start, words[last]!.end),
      kind: mark.kind
    }));
  });
  const whole = key.units
    .filter(({ id, target, contested }) => target && !contested && ids.has(id))
    .flatMap((one) =>
      one.places.map((span) => ({ ...place(span.start, span.end), kind: item.kinds ? one.kind : null }))
    );
  return { mode: 'mark', marks: [...kept, ...whole] };
}
