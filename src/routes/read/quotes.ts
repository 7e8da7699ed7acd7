import type { Layer } from '$lib/reading/layers.ts';
import { DEVICES, FURNITURE, VOICES } from '$lib/reading/words.ts';

type Any = Layer['entries'][number];

/** The words that an entry is about, and what it is called in a list. */
export function headOf(entry: Any): { quote: string; called: string } {
  const all = (spans: readonly { quote: string }[]) => spans.map(({ quote }) => quote).join(' … ');
  if ('device' in entry) return { quote: entry.span.quote, called: DEVICES[entry.device] };
  if ('counted' in entry) return { quote: entry.span.quote, called: entry.row };
  if ('links' in entry) {
    const shown = entry.links.flatMap(({ source, words }) => [source, words].filter((span) => span !== null));
    const hands = entry.hands.length === 1 ? 'one statement' : `${entry.hands.length} statements`;
    const inOrder = shown.sort((a, b) => a.start - b.start);
    return { quote: all(inOrder), called: `${entry.links.map(({ name }) => name).join(' › ')}: ${hands}` };
  }
  return {
    quote: all(entry.spans),
    called: entry.kind === 'furniture' ? FURNITURE[entry.what] : VOICES[entry.voice].name
  };
}
