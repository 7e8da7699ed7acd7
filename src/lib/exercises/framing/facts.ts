import type { Fact } from '../define.ts';
import type { Device } from './schema.ts';

/** What the key says of a stretch beside its label, as facts of a verdict: the words for them live in `more.ts`. */
export function factsOf({ device, kind, looksLike, owner, swap, presupposed, compared }: Device): Fact[] {
  const facts: Fact[] = [];
  const say = (what: string, says: string | null) => {
    if (says !== null) facts.push({ what, says });
  };
  say('device', device);
  say('looks-like', looksLike);
  say('owner', owner);
  if (swap) {
    say('swap', swap.text);
    say('swap-changes', swap.changes);
    say('swap-why', swap.reason);
  }
  if (kind === 'legal') say('legal', '');
  say('presupposed', presupposed);
  for (const { quote, source } of compared) facts.push({ what: 'compared', says: quote, source });
  return facts;
}
