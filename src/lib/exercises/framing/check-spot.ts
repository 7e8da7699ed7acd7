import { calibration, type Forecast } from '../../scoring/calibration.ts';
import { detection } from '../../scoring/detection.ts';
import { informedness } from '../../scoring/score.ts';
import { shared } from '../../text/span.ts';
import type { Fact, Problem, Verdict, VerdictItem } from '../define.ts';
import { malformed, misplaced, setOf } from '../parts/checking.ts';
import { labelProblems, own, withSure } from '../parts/labelling.ts';
import { offered, OWNERS, type OwnerClass } from './classes.ts';
import { factsOf } from './facts.ts';
import { SpotAnswer, type SpotItem, type SpotKey } from './schema.ts';
import { calledRecall, labelCounts, type Called } from './spotting.ts';

type Entry = SpotKey['entries'][number];

/** Candidates: found among plain wording, labelled, and laid at a door. What is marked freely is in no score. */
export function checkSpot(item: SpotItem, key: SpotKey, raw: unknown): Verdict {
  const parsed = SpotAnswer.safeParse(raw);
  if (!parsed.success) return malformed(parsed.error.issues);
  const answer = parsed.data;
  const problems = problemsOf(item, answer);
  if (problems.length > 0) return { status: 'invalid', problems };

  const plan = planOf(key);
  // All but `given` leave out contested candidates.
  const seen = { given: 0, hits: 0, signals: 0, falseAlarms: 0, noise: 0 };
  const named: Called[] = [];
  const owned: Called[] = [];
  const forecasts: Forecast[] = [];
  const items = plan.rows.map((row): VerdictItem => {
    const { entry, counts, facts } = row;
    const { id, as, places, shows, reason, contested } = entry;
    const label = own(answer.labels, id);
    const owner = own(answer.owners, id);
    const sure = own(answer.sure, id);
    const isDevice = as !== 'plain';
    const called = label === 'plain' || label === 'device' ? null : label;
    // Whether device and plain wording were told apart.
    const found = label !== null && (label !== 'plain') === isDevice;
    const right = found && (!isDevice || !counts || called === as);
    if (label !== null) seen.given += 1;
    if (!contested) {
      if (isDevice) {
        if (label !== null) seen.signals += 1;
        if (found) seen.hits += 1;
        if (counts) named.push({ as, given: called });
        if (entry.owner) owned.push({ as: entry.owner, given: owner });
      } else if (label !== null) {
        seen.noise += 1;
        if (!found) seen.falseAlarms += 1;
      }
      if (label !== null && sure !== null) forecasts.push({ sure, right });
    }
    const one: VerdictItem = {
      id,
      code: contested
        ? 'contested'
        : label === null
          ? 'unanswered'
          : right
            ? 'right'
            : found
              ? 'other-device'
              : 'other-reading',
      scored: !contested,
      given: label,
      expected: contested ? null : as,
      notes: !contested && found && isDevice ? notesOn(item, row, called, owner) : [],
      yours: label === null ? [] : places,
      key: places,
      shows,
      reason,
      contested,
      facts: facts.get(owner)!
    };
    return label !== null && sure !== null ? withSure(one, sure) : one;
  });
  const finding = informedness(seen.hits, plan.devices, seen.falseAlarms, plan.plain);
  const label = item.devices.length > 0 ? calledRecall(item.devices, named) : null;
  const owner = item.owners.length > 0 ? calledRecall(item.owners, owned) : null;
  const parts = [finding, label, owner].filter((part) => part !== null);
  return {
    status: 'scored',
    score: parts.reduce((sum, part) => sum + part, 0) / parts.length,
    parts: { finding, label, boundary: null },
    ...(owner === null ? {} : { apart: [{ what: 'owner', score: owner }] }),
    answered: { given: seen.given, of: key.entries.length },
    detection: detection('device', seen.hits, seen.signals, seen.falseAlarms, seen.noise),
    calibration: calibration(forecasts),
    compare: null,
    items: items.concat(besides(key, answer, plan))
  };
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

/** What may be said of a device that was found. */
function notesOn(
  item: SpotItem,
  { entry, counts }: Row,
  called: string | null,
  owner: OwnerClass | null
): string[] {
  const notes: string[] = [];
  const { as, accept } = entry;
  if (item.devices.length > 0) {
    if (called === null) notes.push('device-open');
    else if (!counts) notes.push(called === as || accept.includes(called as never) ? 'either' : 'neither');
  }
  if (item.owners.length > 0) {
    if (!entry.owner) notes.push('owner-uncounted');
    else if (owner === null) notes.push('owner-open');
    else notes.push(owner === entry.owner ? 'owner-right' : 'owner-other');
  }
  return notes;
}

/** An entry, whether its label counts, and its facts by the owner that it was given. */
interface Row {
  entry: Entry;
  counts: boolean;
  facts: ReadonlyMap<OwnerClass | null, readonly Fact[]>;
}

/** What of a verdict the key alone decides. */
interface Plan {
  /** How many are devices, and how many plain wording, of those that are scored. */
  devices: number;
  plain: number;
  rows: readonly Row[];
  /** The key's other devices, as they stand where nobody marked them. */
  beside: readonly VerdictItem[];
}

const plans = new WeakMap<SpotKey, Plan>();

/** What a key says in every verdict, made once. */
function planOf(key: SpotKey): Plan {
  const known = plans.get(key);
  if (known) return known;
  const scored = key.entries.filter(({ contested }) => !contested);
  const plain = scored.filter(({ as }) => as === 'plain').length;
  const plan = {
    devices: scored.length - plain,
    plain,
    rows: key.entries.map((entry) => ({
      entry,
      counts: labelCounts(entry),
      facts: new Map([null, ...OWNERS].map((owner) => [owner, entryFacts(entry, owner)]))
    })),
    beside: key.others.map((other) => Object.freeze(besideItem(other, [])))
  };
  plans.set(key, plan);
  return plan;
}

const entryFacts = ({ about, accept }: Entry, owner: OwnerClass | null): Fact[] => [
  ...factsOf(about),
  ...(owner === null ? [] : [{ what: 'your-owner', says: owner }]),
  ...(accept.length > 0 ? [{ what: 'accept', says: accept.join(' ') }] : [])
];

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
function besides(key: SpotKey, { free }: SpotAnswer, { beside }: Plan): readonly VerdictItem[] {
  if (free.length === 0) return beside;
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
