import type { Signal } from '../scoring/detection.ts';
import type { Summary } from './schema.ts';

/** What learners read for what was to be told from the rest. */
export const SIGNALS: Readonly<Record<Signal, string>> = {
  source: 'What is handed to a source',
  characterises: 'Judgements in the text’s own voice',
  reports: 'Reports of what another did',
  indirect: 'Claims of a source in the text’s own words',
  device: 'Choices of wording',
  figure: 'Numbers that a text gives'
};

/**
 * Attempts by what was looked for in them, in the order above. To miss judgements and to find too many quotations are
 * two habits, and their sum would be neither; a summary from before this was kept looked for words of a source.
 */
export function bySignal(summaries: readonly Summary[]): [signal: Signal, Summary[]][] {
  const looked = (signal: Signal) =>
    summaries.filter(({ detection }) => detection && (detection.signal ?? 'source') === signal);
  return (Object.keys(SIGNALS) as Signal[]).map((signal) => [signal, looked(signal)]);
}
