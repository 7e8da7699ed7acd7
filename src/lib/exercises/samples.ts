import type { Samples } from './parts/samples.ts';
import type { TypeName } from './registry.ts';

const found = import.meta.glob<Samples<unknown, unknown>>('./*/samples.ts', { import: 'samples' });

/** The samples of a type. For the server and for tests: the registry, which pages carry, has none of them. */
export async function samplesOf(type: TypeName): Promise<Samples<unknown, unknown>> {
  const load = found[`./${type}/samples.ts`];
  if (!load) throw new Error(`The type ${type} has no samples.ts.`);
  return load();
}
