import type { Width } from '../../text/annotation.ts';
import { place } from '../parts/deriving.ts';
import { choose, numbered, overlaps, passagesOf, tooFewOf, type Sources } from './choosing.ts';
import { CLASSES, type WidthClass } from './classes.ts';
import type { Derived } from './derive.ts';
import type { ActorsKey, Select } from './schema.ts';

/** Who acts, and how wide the doer is drawn. */
export function deriveActors(
  { actors, widths }: Extract<Select, { mode: 'actors' }>,
  sources: Sources
): Derived {
  const { chosen, problems } = choose(
    actors,
    sources,
    'actors',
    'actor',
    ({ annotation }) => annotation.actors
  );
  problems.push(...overlaps(chosen, 'actors'));
  const classOf = (width: Width): WidthClass | null =>
    widths.find((name) => (CLASSES[name] as readonly Width[]).includes(width)) ?? null;
  const passages = passagesOf(chosen.map(({ source }) => source));
  const entries = numbered(passages, chosen, ({ source, entry }) => ({ source, span: entry.span })).flatMap(
    ({ id, ref, at, source, entry }): ActorsKey['entries'] => {
      const as = classOf(entry.width);
      if (!as) {
        const detail = `${ref} is ${entry.width}, and none of the classes ${widths.join(', ')} takes it`;
        problems.push({ path: ['actors', at], code: 'no-class', detail });
        return [];
      }
      const { contested, reason, act, width } = entry;
      const sides = new Set(contested?.readings.map((reading) => classOf(reading.as)));
      const readings = (contested?.readings ?? []).map((reading) => ({
        as: classOf(reading.as) ?? reading.as,
        reason: reading.reason
      }));
      return [
        {
          ...{ id, ref, as, reason, act, width },
          places: [place(source, entry.span)],
          shows: [],
          contested: contested && sides.size > 1 ? { undecided: contested.undecided, readings } : null
        }
      ];
    }
  );
  const units = entries.flatMap(({ as, contested }) => (contested ? [] : as));
  problems.push(...tooFewOf('widths', widths, units));
  if (problems.length > 0) return { problems };
  const asked = entries.map(({ id, places }) => ({ id, places }));
  return { item: { mode: 'actors', passages, widths, asked }, key: { mode: 'actors', entries } };
}
