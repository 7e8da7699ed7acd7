import type { DeviceName, Device as Annotated } from '../../text/annotation.ts';
import type { AnnotatedSource } from '../define.ts';
import { place } from '../parts/deriving.ts';
import {
  about,
  choose,
  folded,
  numbered,
  overlaps,
  passagesOf,
  stretchesOf,
  tooFewOf,
  type Sources
} from './choosing.ts';
import type { DeviceClass, Finding, OwnerClass } from './classes.ts';
import type { Derived } from './derive.ts';
import type { Beside, Select, SpotKey } from './schema.ts';
import { labelCounts } from './spotting.ts';

type SpotSelect = Extract<Select, { mode: 'spot' }>;

/** Candidates to devices and plain wording; which device, and whose, where the selection asks for it. */
export function deriveSpot({ candidates, devices, owners }: SpotSelect, sources: Sources): Derived {
  const { chosen, problems } = choose(
    candidates,
    sources,
    'candidates',
    'device or plain stretch',
    stretchesOf
  );
  problems.push(...overlaps(chosen, 'candidates'));
  const classOf = (name: DeviceName | 'plain'): Finding | null => {
    if (name === 'plain' || devices.length === 0) return name === 'plain' ? 'plain' : 'device';
    return devices.includes(name) ? name : devices.includes('other-device') ? 'other-device' : null;
  };
  const passages = passagesOf(chosen.map(({ source }) => source));
  const entries = numbered(passages, chosen, ({ source, entry }) => ({ source, span: entry.span })).flatMap(
    ({ id, ref, at, source, entry }): SpotKey['entries'] => {
      const name = 'device' in entry ? entry.device : 'plain';
      const as = classOf(name);
      if (!as) {
        const detail = `${ref} is ${name}, and neither it nor other-device is offered`;
        problems.push({ path: ['candidates', at], code: 'no-class', detail });
        return [];
      }
      const base = {
        id,
        ref,
        places: [place(source, entry.span)],
        shows: [],
        as,
        reason: entry.reason,
        about: about(entry, sources)
      };
      if (!('device' in entry)) return [{ ...base, contested: null, accept: [], owner: null }];
      const accept = [...new Set(entry.accept.map(classOf))].filter((other) => other !== as);
      return [
        {
          ...base,
          contested: contestedOf(entry, classOf),
          accept: devices.length > 0 ? (accept.filter((other) => other !== null) as DeviceClass[]) : [],
          owner: owners.find((owner) => owner === ownerClass(entry.owner)) ?? null
        }
      ];
    }
  );
  const open = entries.filter(({ contested }) => !contested);
  const sides = open.map(({ as }) => (as === 'plain' ? 'plain' : 'device'));
  problems.push(...tooFewOf('candidates', ['device', 'plain'], sides));
  problems.push(
    ...tooFewOf(
      'devices',
      devices,
      open.filter(labelCounts).map(({ as }) => as)
    )
  );
  problems.push(
    ...tooFewOf(
      'owners',
      owners,
      open.flatMap(({ owner }) => owner ?? [])
    )
  );
  for (const [list, classes] of Object.entries({ devices, owners }))
    if (classes.length === 1)
      problems.push({ path: [list], code: 'one-class', detail: 'one class alone is no question: offer two' });
  if (problems.length > 0) return { problems };
  return {
    item: {
      mode: 'spot',
      passages,
      devices,
      owners,
      asked: entries.map(({ id, places }) => ({ id, places }))
    },
    key: { mode: 'spot', entries, others: othersOf(chosen, sources) }
  };
}

/** Readings that fall on one side of what is asked do not contest it. */
function contestedOf({ contested }: Annotated, classOf: (name: DeviceName | 'plain') => Finding | null) {
  const sides = new Set(contested?.readings.map(({ as }) => classOf(as)));
  if (!contested || sides.size < 2) return null;
  const readings = contested.readings.map(({ as, reason }) => ({ as: classOf(as) ?? as, reason }));
  return { undecided: contested.undecided, readings };
}

/** A word that the source put otherwise is the outlet's; a borrowed or quoted one is the source's. */
export function ownerClass(owner: string): OwnerClass {
  if (owner === 'outlet' || owner === 'renamed') return 'outlet';
  return owner === 'undetermined' ? 'undetermined' : 'source';
}

/** The devices of the texts that are not asked about, outside folded passages. */
function othersOf(
  chosen: readonly {
    source: AnnotatedSource;
    ref: string;
    entry: { span: { start: number; end: number } };
  }[],
  sources: Sources
): Beside[] {
  const asked = new Set(chosen.map(({ ref }) => ref));
  return [...new Set(chosen.map(({ source }) => source))].flatMap((source) =>
    source.annotation.devices
      .filter(({ id, span }) => !asked.has(`${source.id}#${id}`) && !folded(source, span))
      .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
      .map((device) => ({
        ...about(device, sources),
        ref: `${source.id}#${device.id}`,
        places: [place(source, device.span)],
        as: device.device,
        reason: device.reason
      }))
  );
}
