import type { Provenance } from '$lib/exercises/provenance.ts';
import type { Fact, SourceCard } from '$lib/exercises/lesson/context.ts';

/** What exercises say over a text: publisher and date, each with how it is known. */
export function knownAs(sources: readonly SourceCard[]): (source: string) => Provenance | null {
  return (id) => {
    const source = sources.find((source) => source.id === id);
    return source
      ? { name: source.name, line: ['publisher', 'date'].map((what) => said(source, what)).join(' · ') }
      : null;
  };
}

function said(source: SourceCard, what: string): string {
  const known: Fact['known'] | undefined = source.facts.find((fact) => fact.what === what)?.known;
  return !known || known.how === 'unknown' ? `${what} unknown` : `${known.value} (${known.how})`;
}
