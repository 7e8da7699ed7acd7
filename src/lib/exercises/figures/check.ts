import { detection } from '../../scoring/detection.ts';
import { adjustedRecall, chosen, informedness } from '../../scoring/score.ts';
import type { Verdict, VerdictItem } from '../define.ts';
import { malformed, setOf } from '../parts/checking.ts';
import { own } from '../parts/labelling.ts';
import { askedIn } from './asked.ts';
import { misfits } from './check-answer.ts';
import { cellItem, choiceItem, labelItem } from './check-items.ts';
import { reader } from './meaning.ts';
import { OPTIONS, PAIR_CLASSES } from './classes.ts';
import { Answer, type Item, type Key } from './schema.ts';

/**
 * A ledger, checked: cells, relations, origins, lookalikes and questions, each corrected for chance; the score is the
 * plain mean of those that are asked. See `docs/scoring.md`.
 */
export function check(item: Item, key: Key, raw: unknown): Verdict {
  const parsed = Answer.safeParse(raw);
  if (!parsed.success) return malformed(parsed.error.issues);
  const answer = parsed.data;
  const problems = misfits(item, answer);
  if (problems.length > 0) return { status: 'invalid', problems };

  const cells = checkCells(item, key, answer);
  // Only made where something is open.
  let askedIds: ReadonlySet<string> | undefined;
  const reached = (id: string) => (askedIds ??= askedIn(item, answer)).has(id);
  const labelled = [
    { what: 'relations', ...labels(key.relations, answer.relations, item.relations) },
    { what: 'origins', ...labels(key.origins, answer.origins, item.origins) },
    { what: 'pairs', ...labels(key.pairs, answer.pairs, PAIR_CLASSES) }
  ].filter(({ asked }) => asked);
  const right = key.questions.filter((q) => own(answer.questions, q.id) === q.right).length;
  const open = key.questions.filter((q) => own(answer.questions, q.id) === null).length;
  const questions =
    key.questions.length > 0
      ? [{ what: 'questions', score: chosen(right, key.questions.length, OPTIONS.length, open) }]
      : [];
  const parts = [cells.score, ...labelled.map(({ score }) => score), ...questions.map(({ score }) => score)];
  const apart = [...cells.apart, ...labelled, ...questions].map(({ what, score }) => ({ what, score }));
  const items = [
    ...cells.items,
    ...key.relations.map((entry) =>
      labelItem(reached, 'relations', entry, own(answer.relations, entry.id), entry.places, entry.fine)
    ),
    ...beside('relations', key.relations, answer.relations),
    ...key.origins.map((entry) =>
      labelItem(
        reached,
        'origins',
        entry,
        own(answer.origins, entry.id),
        entry.places,
        entry.fine,
        entry.name
      )
    ),
    ...beside('origins', key.origins, answer.origins),
    ...key.pairs.map((entry, i) =>
      labelItem(reached, 'pairs', entry, own(answer.pairs, entry.id), [item.pairs[i]!.a, item.pairs[i]!.b])
    ),
    ...key.questions.map((entry) => choiceItem(entry, own(answer.questions, entry.id)))
  ];
  const counted = items.filter((i) => i.scored);
  return {
    status: 'scored',
    score: mean(parts),
    parts: {
      finding: cells.score,
      label: labelled.length > 0 ? mean(labelled.map(({ score }) => score)) : null,
      boundary: cells.boundary
    },
    apart,
    answered: { given: counted.filter((i) => i.given !== null).length, of: counted.length },
    detection: cells.presence,
    calibration: null,
    compare: null,
    items
  };
}

const readers = new WeakMap<Key, ReturnType<typeof reader>>();

function checkCells(item: Item, key: Key, answer: Answer) {
  let read = readers.get(key);
  if (!read) readers.set(key, (read = reader(item, key)));
  const candidates = new Map(key.figures.map(({ source, places }) => [source, places.length + 1]));
  const boundary = { exact: 0, of: 0 };
  const count = {
    present: 0,
    absent: 0,
    filled: 0,
    stray: 0,
    openPresent: 0,
    openAbsent: 0,
    hits: 0,
    false: 0,
    byChance: 0
  };
  const items = key.cells.map((cell) => {
    const given = own(answer.cells, cell.id);
    const stretch = given === 'absent' ? null : given;
    const meaning = stretch && read.means(stretch);
    const mention = meaning?.figure
      ? cell.mentions.findIndex(({ place }) => place.start === meaning.figure!.start)
      : -1;
    const hit = mention >= 0;
    const present = cell.mentions.length > 0;
    // What picking one of the text's candidates at random would find here.
    count.byChance += cell.mentions.length / candidates.get(cell.source)!;
    count[present ? 'present' : 'absent'] += 1;
    if (given === null) count[present ? 'openPresent' : 'openAbsent'] += 1;
    if (stretch) {
      count[present ? 'filled' : 'stray'] += 1;
      count[hit ? 'hits' : 'false'] += 1;
    }
    const fit = hit ? read.fit(stretch!, cell.mentions[mention]!) : null;
    if (fit) boundary.of += 1;
    if (fit === 'exact') boundary.exact += 1;
    return cellItem(cell, given, meaning, Math.max(mention, 0), fit);
  });
  const all = count.present + count.absent;
  // A stretch that finds nothing costs just what makes one picked at random worth nothing in the mean: with as many
  // candidates in each text and one mention a cell, hit rate − false-alarm rate over pairs of row and candidate.
  const cost = count.byChance / (all - count.byChance);
  const finding = (count.hits - cost * count.false) / count.present;
  const tells = count.absent >= 3 && count.present >= 3;
  const presence = informedness(count.filled, count.present, count.stray, count.absent);
  return {
    score: tells ? (finding + presence) / 2 : finding,
    apart: tells
      ? [
          { what: 'cells', score: finding },
          { what: 'presence', score: presence }
        ]
      : [{ what: 'finding', score: finding }],
    // Nothing is told of a cell that is still open.
    presence: tells
      ? detection(
          'figure',
          count.filled,
          count.present - count.openPresent,
          count.stray,
          count.absent - count.openAbsent
        )
      : null,
    boundary,
    items
  };
}

/**
 * The score of a labelling over the classes that are offered. What is left open earns what guessing earns: a step that
 * is not taken is worth nothing, and takes nothing from the others.
 */
function labels<C extends string>(
  entries: readonly { id: string; as: C }[],
  given: Readonly<Record<string, C>>,
  classes: readonly C[]
): { asked: boolean; score: number } {
  if (entries.length === 0) return { asked: false, score: 0 };
  const counts = new Map(classes.map((name) => [name, { right: 0, of: 0, open: 0 }]));
  for (const { id, as } of entries) {
    const count = counts.get(as)!;
    const label = own(given, id);
    count.of += 1;
    if (label === as) count.right += 1;
    if (label === null) count.open += 1;
  }
  return { asked: true, score: adjustedRecall([...counts.values()]) };
}

/** What was said of cells that the key leaves empty: in no score, and listed. */
function beside(
  what: 'relations' | 'origins',
  entries: readonly { id: string }[],
  given: Readonly<Record<string, string>>
): VerdictItem[] {
  const known = setOf(entries, () => entries.map(({ id }) => id));
  if (known.size === 0) return [];
  return Object.keys(given)
    .filter((id) => !known.has(id))
    .sort()
    .map((id) => ({
      id: `${what}:${id}`,
      code: 'beside',
      scored: false,
      given: given[id]!,
      expected: null,
      notes: [],
      yours: [],
      key: [],
      shows: [],
      reason:
        what === 'relations'
          ? 'The key relates other cells of this row: in one of these two texts it has no such number, or one stands between them.'
          : 'The key has no such number in this text, so there is no origin to name.',
      contested: null
    }));
}

const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
