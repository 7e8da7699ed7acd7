import { calibration, type Forecast } from '../../scoring/calibration.ts';
import { detection } from '../../scoring/detection.ts';
import { informedness } from '../../scoring/score.ts';
import { shared } from '../../text/span.ts';
import type { Fact, Problem, Verdict, VerdictItem } from '../define.ts';
import { malformed, misplaced, scored, setOf } from '../parts/checking.ts';
import { labelProblems, own } from '../parts/labelling.ts';
import { offered } from './classes.ts';
import { factsOf } from './facts.ts';
import { SpotAnswer, type SpotItem, type SpotKey } from './schema.ts';
import { calledRecall, labelCounts } from './spotting.ts';

type Entry = SpotKey['entries'][number];

/** Candidates: found among plain wording, labelled, and laid at a door. What is marked freely is in no score. */
export function checkSpot(item: SpotItem, key: SpotKey, raw: unknown): Verdict {
  const parsed = SpotAnswer.safeParse(raw);
  if (!parsed.success) return malformed(parsed.error.issues);
  const answer = parsed.data;
  const problems = problemsOf(item, answer);
  if (problems.length > 0) return { status: 'invalid', problems };

  const rows = key.entries.map((entry): Row => {
    const label = own(answer.labels, entry.id);
    const isDevice = entry.as !== 'plain';
    const found = label === null ? null : (label !== 'plain') === isDevice;
    const called = label === 'plain' || label === 'device' ? null : label;
    const counts = labelCounts(entry);
    const right = found === true && (!isDevice || !counts || called === entry.as);
    return { entry, label, called, owner: own(answer.owners, entry.id), found, counts, right };
  });
  const open = rows.filter(({ entry }) => !entry.contested);
  const devices = open.filter(({ entry }) => entry.as !== 'plain');
  const plain = open.filter(({ entry }) => entry.as === 'plain');
  const hits = devices.filter(({ found }) => found).length;
  const falseAlarms = plain.filter(({ found }) => found === false).length;
  const finding = informedness(hits, devices.length, falseAlarms, plain.length);

  const label =
    item.devices.length > 0
      ? calledRecall(
          item.devices,
          devices.filter(({ counts }) => counts).map(({ entry, called }) => ({ as: entry.as, given: called }))
        )
      : null;
  const owned = devices.flatMap(({ entry, owner }) =>
    entry.owner ? [{ as: entry.owner, given: owner }] : []
  );
  const owner = item.owners.length > 0 ? calledRecall(item.owners, owned) : null;
  const parts = [finding, label, owner].filter((part) => part !== null);

  const answered = open.filter(({ found }) => found !== null);
  const noise = answered.filter(({ entry }) => entry.as === 'plain').length;
  const forecasts = answered.flatMap(({ entry, right }): Forecast[] => {
    const sure = own(answer.sure, entry.id);
    return sure === null ? [] : [{ sure, right }];
  });
  const { facts } = planOf(key);
  return scored({
    score: parts.reduce((sum, part) => sum + part, 0) / parts.length,
    parts: { finding, label, boundary: null },
    ...(owner === null ? {} : { apart: [{ what: 'owner', score: owner }] }),
    answered: { given: rows.filter((row) => row.found !== null).length, of: rows.length },
    detection: detection('device', hits, answered.length - noise, falseAlarms, noise),
    calibration: calibration(forecasts),
    compare: null,
    items: [
      ...rows.map((row) => rowItem(row, item, { facts, sure: own(answer.sure, row.entry.id) })),
      ...besides(key, answer)
    ]
  });
}

interface Row {
  entry: Entry;
  /** As it was given. */
  label: string | null;
  /** Which device it was called, where it was. */
  called: string | null;
  owner: string | null;
  /** Whether device and plain wording were told apart; `null` where nothing was given. */
  found: boolean | null;
  /** Whether its label is scored. */
  counts: boolean;
  right: boolean;
}

function problemsOf(item: SpotItem, { labels, owners, sure, free }: SpotAnswer): Problem[] {
  const known = setOf(item, () => item.asked.map(({ id }) => id));
  const problems = [
    ...labelProblems(known, offered(item), labels, sure),
    ...labelProblems(known, item.owners, owners, {}, 'owners')
  ];
  for (const id of Object.keys(owners))
    if (known.has(id) && (own(labels, id) ?? 'plain') === 'plain')
      problems.push({
        path: ['owners', id],
        code: 'owner-of-plain',
        detail: `${id} is not called a device, so it is nobody's`
      });
  free.forEach((mark, i) => misplaced(item.passages, mark, ['free', i], problems));
  return problems;
}

function rowItem(
  { entry, label, called, owner, found, counts, right }: Row,
  item: SpotItem,
  { facts, sure }: Pick<Plan, 'facts'> & { sure: number | null }
): VerdictItem {
  const { id, places, shows, as, accept, reason, contested } = entry;
  const notes: string[] = [];
  if (!contested && found && as !== 'plain') {
    if (item.devices.length > 0) {
      if (called === null) notes.push('device-open');
      else if (!counts) notes.push(called === as || accept.includes(called as never) ? 'either' : 'neither');
    }
    if (item.owners.length > 0) {
      if (!entry.owner) notes.push('owner-uncounted');
      else if (owner === null) notes.push('owner-open');
      else notes.push(owner === entry.owner ? 'owner-right' : 'owner-other');
    }
  }
  const code = contested
    ? 'contested'
    : label === null
      ? 'unanswered'
      : right
        ? 'right'
        : found
          ? 'other-device'
          : 'other-reading';
  return {
    id,
    code,
    scored: !contested,
    given: label,
    expected: contested ? null : as,
    ...(label !== null && sure !== null && { sure }),
    notes,
    yours: label === null ? [] : places,
    key: places,
    shows,
    reason,
    contested,
    facts: [
      ...facts.get(id)!,
      ...(owner === null ? [] : [{ what: 'your-owner', says: owner }]),
      ...(accept.length > 0 ? [{ what: 'accept', says: accept.join(' ') }] : [])
    ]
  };
}

/** What of a verdict the key alone decides. */
interface Plan {
  /** Facts of each entry. */
  facts: Map<string, Fact[]>;
  /** The key's other devices, as they stand where nobody marked them. */
  beside: readonly VerdictItem[];
}

const plans = new WeakMap<SpotKey, Plan>();

/** What a key says in every verdict, made once. */
function planOf(key: SpotKey): Plan {
  const known = plans.get(key);
  if (known) return known;
  const facts = new Map(key.entries.map(({ id, about }) => [id, factsOf(about)]));
  const plan = { facts, beside: key.others.map((other) => Object.freeze(besideItem(other, []))) };
  plans.set(key, plan);
  return plan;
}

type Mark = SpotAnswer['free'][number];

const meets = (mark: Mark, { places }: { places: Entry['places'] }) =>
  places.some((place) => place.source === mark.source && shared(place, mark) > 0);

/** One of the key's other devices, and the marks that met it. */
const besideItem = (other: SpotKey['others'][number], marks: readonly Mark[]): VerdictItem => ({
  ...{ scored: false, notes: [], shows: [], contested: null },
  id: `beside ${other.ref}`,
  code: marks.length > 0 ? 'beside-both' : 'beside-key',
  given: marks[0] ? (marks[0].kind ?? 'device') : null,
  expected: other.as,
  yours: marks.map(({ kind: _, ...place }) => place),
  key: other.places,
  reason: other.reason,
  facts: factsOf(other)
});

/** What stands beside the score: the key's other devices, and what the learner marked freely. */
function besides(key: SpotKey, { free }: SpotAnswer): VerdictItem[] {
  const { beside } = planOf(key);
  if (free.length === 0) return [...beside];
  const marks = [...free].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0));
  const keyed = key.others.map((other, i) => {
    const mine = marks.filter((mark) => meets(mark, other));
    return mine.length > 0 ? besideItem(other, mine) : beside[i]!;
  });
  const alone = marks.filter((mark) => !key.others.some((other) => meets(mark, other)));
  return [
    ...keyed,
    ...alone.map((mark, i): VerdictItem => {
      const { kind, ...place } = mark;
      return {
        ...{ scored: false, shows: [], contested: null },
        notes: key.entries.some((entry) => meets(mark, entry)) ? ['asked'] : [],
        id: `mark ${i + 1}`,
        code: 'beside-yours',
        given: kind ?? 'device',
        expected: null,
        yours: [place],
        key: [],
        reason: ''
      };
    })
  ];
}

/** A mark in letters that sort as it stands in the texts. */
const placeOf = ({ source, start, end, kind }: Mark) =>
  `${source} ${String(start).padStart(9, '0')} ${String(end).padStart(9, '0')} ${kind ?? ''}`;
