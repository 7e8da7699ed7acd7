import { analyse, calibrationOf, changes, confusion, type Answered } from '../classroom/item-analysis.ts';
import type { SourceCard } from '../exercises/lesson/context.ts';
import { withNames } from '../exercises/parts/class-words.ts';
import { isHalf } from '../exercises/parts/half-reading.ts';
import { registry, type TypeName } from '../exercises/registry.ts';
import type { PartAnswer } from './part-results.ts';
import type { Pinned } from './versions.ts';

/** What a class's answers to one exercise say, in words and numbers, ready for the page. */

/** The items of an exercise by id, each with its place in their order. */
export async function itemsOf({ row, item, key }: Pinned) {
  const classroom = await registry[row.type as TypeName].classroom();
  const items = classroom.items(item, key);
  const cards = JSON.parse(row.sources) as SourceCard[];
  const sources = item.passages.map(({ source }) => source);
  const nameOf = (source: string) => cards.find(({ id }) => id === source)?.name ?? null;
  const places = new Map(
    items.map((one, i) => [one.id, { ...one, what: withNames(one.what, sources, nameOf), number: i + 1 }])
  );
  const say = (id: string, given: string) => classroom.reading(item, id, given).name;
  return { classroom, places, say };
}

const asAnswered = ({ learner, marked }: PartAnswer): Answered => ({ learner, items: marked.items });

/** Item analysis, confusion of labels, and calibration. */
export async function analysisOf(pinned: Pinned, answers: readonly PartAnswer[]) {
  const { classroom, places, say } = await itemsOf(pinned);
  const answered = answers.map(asAnswered);
  const items = analyse(answered, ({ id, given, expected }) => {
    const becomes = given === null ? null : classroom.becomes(pinned.item, id, given);
    return becomes !== null && isHalf({ half: true }, becomes, expected);
  })
    .map(({ id, expected, readings, ...item }) => ({
      ...item,
      id,
      number: places.get(id)?.number ?? places.size + 1,
      badge: places.get(id)?.badge ?? '',
      what: places.get(id)?.what ?? id,
      group: places.get(id)?.group ?? null,
      expected: expected === null ? null : expectedName(say, id, expected),
      readings: readings.map((reading) => ({ ...reading, name: say(id, reading.given) }))
    }))
    .sort((a, b) => a.number - b.number);
  const all = answered.flatMap(({ items }) => items);
  const confusions = classroom.confusable(pinned.item).map(({ what, labels, has }) => {
    const mine = all.filter(({ id }) => has(id));
    const matrix = confusion(labels, mine);
    const used = labels.flatMap((_, i) =>
      matrix.counts[i]!.some((n) => n > 0) || matrix.counts.some((row) => row[i]! > 0) ? [i] : []
    );
    const sample = mine[0]?.id ?? '';
    return {
      what,
      names: used.map((i) => say(sample, labels[i]!)),
      counts: used.map((row) => used.map((column) => matrix.counts[row]![column]!))
    };
  });
  return {
    items,
    confusions: confusions.filter(({ counts }) => counts.length > 1),
    calibration: calibrationOf(answered)
  };
}

/** Of what is no claim there is no label. */
const expectedName = (say: (id: string, given: string) => string, id: string, expected: string) =>
  expected === 'furniture' ? 'Not a claim' : say(id, expected);

/** What changed from the first to the last attempt, of the learners who made several; `null` where nobody did. */
export async function changeOf(pinned: Pinned, first: readonly PartAnswer[], last: readonly PartAnswer[]) {
  const { places } = await itemsOf(pinned);
  const later = new Map(last.map((answer) => [answer.learner, answer]));
  const pairs = first.flatMap((answer) => {
    const other = later.get(answer.learner);
    return other && other.work !== answer.work ? [{ first: answer, last: other }] : [];
  });
  if (pairs.length === 0) return null;
  const mean = (of: 'first' | 'last') =>
    pairs.reduce((sum, pair) => sum + Math.max(0, pair[of].marked.score), 0) / pairs.length;
  return {
    learners: pairs.length,
    first: mean('first'),
    last: mean('last'),
    items: changes(pairs.map((pair) => ({ first: asAnswered(pair.first), last: asAnswered(pair.last) })))
      .map((change) => ({
        ...change,
        number: places.get(change.id)?.number ?? places.size + 1,
        badge: places.get(change.id)?.badge ?? '',
        what: places.get(change.id)?.what ?? change.id
      }))
      .sort((a, b) => a.number - b.number)
  };
}
