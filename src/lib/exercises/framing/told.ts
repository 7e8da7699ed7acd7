import type { Scored, VerdictItem } from '../define.ts';
import { leaning, tooLittle, type Told } from '../parts/account.ts';
import { commonest } from '../parts/class-words.ts';
import { count } from '../parts/words.ts';
import type { Item } from './schema.ts';
import { ASKS, labelOf } from './words.ts';

/** A verdict in a few sentences: what was found, to which side the learner leans, and what to look at next. */
export function told(item: Item, verdict: Scored): Told {
  return { found: found(item, verdict), tendency: tendency(item, verdict), next: next(item, verdict) };
}

function found({ mode }: Item, { items }: Scored): string {
  const scored = items.filter((i) => i.scored);
  const open = scored.filter((i) => i.code === 'unanswered').length;
  const left = open > 0 ? ` You left ${open} open.` : '';
  if (mode !== 'spot') {
    const right = scored.filter((i) => i.code === 'right').length;
    const what = { swap: 'swap', side: 'pair of wordings', actors: 'doer' }[mode];
    const many = { swap: 'swaps', side: 'pairs of wordings', actors: 'doers' }[mode];
    return `You read ${right} of ${count(scored.length, what, many)} as the key does.${left}`;
  }
  const devices = scored.filter((i) => i.expected !== 'plain');
  const plain = scored.filter((i) => i.expected === 'plain');
  const called = (list: VerdictItem[]) => list.filter((i) => i.given !== null && i.given !== 'plain').length;
  const free = items.filter((i) => i.code === 'beside-both' || i.code === 'beside-yours');
  const both = free.filter((i) => i.code === 'beside-both').length;
  const more =
    free.length > 0 ? ` Of what else you marked, the key marks ${both === 0 ? 'none' : both}.` : '';
  const noted = (note: string) => devices.filter((i) => i.notes.includes(note)).length;
  const [half, nobodys] = [noted('device-open'), noted('owner-open')];
  const which = half > 0 ? ` You did not name ${half} of the devices that you found.` : '';
  const whose =
    nobodys > 0 ? ` You did not say whose choice it is for ${nobodys} of those that you found.` : '';
  return `You found ${called(devices)} of ${count(devices.length, 'device')}, and took ${called(plain)} of ${count(plain.length, 'plain stretch', 'plain stretches')} for one.${which}${whose}${left}${more}`;
}

const tendency = ({ mode }: Item, verdict: Scored): string =>
  tooLittle(verdict) || (mode === 'spot' ? leaning(verdict) : preferred(mode, verdict));

/** Which of the readings was given most where it is not the key's. */
function preferred(mode: Item['mode'], { items }: Scored): string {
  const off = items.filter((i) => i.code === 'other-reading');
  const most = commonest(off.map((i) => i.given ?? ''));
  const label = labelOf(mode, most);
  const times = off.filter((i) => i.given === most).length;
  if (!label || times < 2 || 2 * times < off.length) return 'You lean to none of the readings.';
  return `Of your ${off.length} readings that are not the key’s, ${times === off.length ? 'all' : times} are “${label.name}”.`;
}

function next({ mode }: Item, { items }: Scored): string {
  const off = items.filter((i) => i.code === 'other-reading' || i.code === 'other-device');
  const most = commonest(off.map((i) => JSON.stringify([i.given, i.expected])));
  if (most) {
    const [from, to] = JSON.parse(most) as [string, string];
    return ADVICE[mode](from, to);
  }
  if (items.some((i) => i.code === 'unanswered')) return 'Look next at what you left open.';
  if (items.some((i) => i.contested))
    return `Look next at the ${ASKS[mode].what} on which careful readers differ, and decide which reading you would defend.`;
  return mode === 'spot'
    ? 'Look next at the key’s other devices below, and try a swap for one of them.'
    : 'Try the next text, and say of each reading which words you would point at.';
}

/** What to look at next, by the pair that was mixed up most. */
const ADVICE: Record<Item['mode'], (from: string, to: string) => string> = {
  spot: (from, to) => {
    if (to === 'plain')
      return 'Look next at what another wording would change. Where nothing would, the wording is plain, however strong the matter is.';
    if (from === 'plain')
      return 'Look next for other words that the text could have used, and at what they would change.';
    return 'Look next at the tests of the devices: for each, point at the word that passes it.';
  },
  swap: (from, to) => {
    if (to === 'claim')
      return 'Look next at what would have to be true: a term of law, a cause or a number claims something that another word does not.';
    if (to === 'agent') return 'Look next at who does it in each wording, and at how many that would be.';
    if (to === 'nothing')
      return 'Look next at swaps that change nothing: not every other word is a choice that matters.';
    return from === 'claim'
      ? 'Look next at what stays true by both wordings: where all of it does, the tone is what changes.'
      : 'Look next at the feeling that a word brings along, where the claim stays.';
  },
  side: (from, to) =>
    to === 'voice'
      ? 'Look next at who says it: a cue in one text, and none in the other.'
      : ADVICE.swap(from, to),
  actors: (from, to) => {
    if (to === 'nobody')
      return 'Look next at passives and at nouns that stand for an act: who would be the subject, if it were said?';
    if (from === 'nobody')
      return 'Look next for the doer: it may stand behind “by”, or in the sentence before.';
    return 'Look next at how many would be meant: a person or a unit, a body that can be asked, or everybody of a kind.';
  }
};
