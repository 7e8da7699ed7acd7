import type { PackExercise } from './load.ts';
import type { Report } from './parse.ts';

/**
 * Checks that no open exercise gives away what a reserved one asks: an open key can be fetched by anybody, and may hold
 * more than its exercise asks for (all statements of a text that is marked, all devices beside the candidates).
 */
export function secrecyProblems(exercises: readonly PackExercise[], report: Report): void {
  const reserved = exercises.filter(({ access }) => access === 'reserved');
  if (reserved.length === 0) return;
  const open = exercises.flatMap((exercise) =>
    exercise.access === 'open' ? [{ ...exercise, reasons: new Set(reasonsIn(exercise.key)) }] : []
  );
  for (const { pack, slug, sources, key } of reserved)
    for (const other of open)
      // The same may be said of every byline: only what is said of one text gives away another's key.
      if (other.sources.some((source) => sources.includes(source))) {
        const told = reasonsIn(key).find((reason) => other.reasons.has(reason));
        if (told)
          report(`${pack}/exercises/${slug}.json`)(
            'select',
            `the key of the open exercise ${other.slug} holds what this reserved one asks: “${told}”`,
            'ask about a text, or entries, that no open key holds'
          );
      }
}

/** Every reason in a key, however deep. */
function reasonsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    name === 'reason' && typeof inner === 'string' ? [inner] : reasonsIn(inner)
  );
}
