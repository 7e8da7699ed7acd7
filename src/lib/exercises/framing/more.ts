import type { Fact } from '../define.ts';
import type { Line } from '../parts/account.ts';
import { LEGAL, ownerSays } from './reasons.ts';
import { labelOf } from './words.ts';

/** The facts of a verdict's item, in words: the swap and why, what is taken for granted, a neighbour's words, whose it is. */
export function more(facts: readonly Fact[]): Line['more'] {
  const fact = (what: string) => facts.find((f) => f.what === what)?.says;
  const out: Line['more'] = [];
  const say = (what: string, says: string | null | undefined) => {
    if (says) out.push({ what, says });
  };
  const device = labelOf('spot', fact('device') ?? null);
  say('The device:', device && `${device.name}. ${device.test}`);
  const swap = fact('swap');
  if (swap !== undefined) {
    const change = labelOf('swap', fact('swap-changes') ?? null);
    say(
      'The key’s swap:',
      `${swap === '' ? 'leave the words out' : `“${swap}”`}. It changes ${changed(change?.name)}. ${fact('swap-why') ?? ''}`.trimEnd()
    );
  }
  const own = fact('own-swap');
  say('Your swap:', own && `“${own}”`);
  if (fact('legal') !== undefined) say('A term of law:', LEGAL);
  say('Taken for granted:', fact('presupposed'));
  for (const { what, says, source } of facts)
    if (what === 'compared') out.push({ what: 'A neighbour text has:', says: `“${says}”`, source });
  const owner = fact('owner');
  say('Whose choice:', owner && ownerSays(owner));
  say('You said:', labelOfOwner(fact('your-owner')));
  const looks = labelOf('spot', fact('looks-like') ?? null);
  say('It looks like', looks && `${looks.as}, and is none.`);
  say('The matter:', fact('matter'));
  say('The act told of:', fact('act')?.replaceAll('-', ' '));
  return out;
}

const changed = (name: string | undefined) =>
  name ? name.charAt(0).toLowerCase() + name.slice(1) : 'something';

const labelOfOwner = (owner: string | undefined) =>
  owner &&
  { outlet: 'the text’s own.', source: 'a source’s.', undetermined: 'the texts do not show it.' }[owner];
