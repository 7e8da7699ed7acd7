import type { Scored, VerdictItem } from '../define.ts';
import { leaning, tooLittle, type Told } from '../parts/account.ts';
import { commonest } from '../parts/class-words.ts';
import { count } from '../parts/words.ts';
import { given } from './lines.ts';
import { advice } from './reasons.ts';
import type { Item } from './schema.ts';

/** A verdict in a few sentences: what was found, to which side the learner leans, and what to look at next. */

export function told(item: Item, verdict: Scored): Told {
  return { found: found(item, verdict), tendency: tendency(item, verdict), next: next(item, verdict) };
}

function found(item: Item, verdict: Scored): string {
  const scored = verdict.items.filter((i) => i.scored);
  const having = (...codes: string[]) => scored.filter((i) => codes.includes(i.code)).length;
  const open = having('unanswered');
  const left = open > 0 ? ` You left ${open} open.` : '';
  if (item.mode === 'sort')
    return `You read ${having('right')} of ${count(scored.length, 'statement')} as the key does.${left}`;
  if (item.mode === 'link') {
    const part = having('partly');
    return `You linked ${having('right')} of ${count(scored.length, 'statement')} to source and cue as the key does${part > 0 ? `, and ${part} in part` : ''}.${left}`;
  }
  const what = {
    source: 'that the text hands to a source',
    characterises: 'in which the text judges in its own voice',
    reports: 'that report another’s act',
    indirect: 'that the text retells from a source without quotation marks'
  }[item.target];
  const keyed = item.kinds ? ['direct', 'indirect', 'mixed'] : [item.target];
  const accepted = scored.filter((i) => i.code === 'accepted' && keyed.includes(i.expected ?? ''));
  const all = having('found', 'partly', 'missed') + accepted.length;
  const extra = having('extra');
  const partly = having('partly');
  const part = partly > 0 ? `, and ${partly} in part` : '';
  const more = extra > 0 ? `, and marked ${extra === 1 ? 'one' : extra} that the key does not` : '';
  return `You found ${having('found')} of the ${count(all, 'statement')} ${what}${part}${more}.`;
}

/** What is told apart, where it is more than “the two” that are asked about. */
const TOLD: Partial<Record<Item['mode'], string>> = {
  mark: 'You told what is to be marked from all the rest'
};

const tendency = ({ mode }: Item, verdict: Scored): string =>
  tooLittle(verdict) || (mode === 'link' ? linkTendency(verdict.items) : leaning(verdict, TOLD[mode]));

function linkTendency(items: readonly VerdictItem[]): string {
  const notes = items.filter((i) => i.scored).flatMap((i) => i.notes);
  const off = (role: string) => notes.filter((n) => n.startsWith(`${role}-`) && n !== `${role}-exact`).length;
  const [source, cue] = [off('source'), off('cue')];
  if (source + cue === 0) return 'You point at the speaker and at the handing-over words with the same care.';
  if (source > cue) return 'You find the words that hand over more surely than the one who speaks.';
  if (cue > source) return 'You find the one who speaks more surely than the words that hand over.';
  return 'Speaker and handing-over words give you about the same trouble.';
}

function next(item: Item, verdict: Scored): string {
  const off = verdict.items.filter(
    (i) => i.scored && !['right', 'found', 'accepted', 'unanswered'].includes(i.code)
  );
  if (item.mode === 'link') {
    const notes = off.flatMap((i) => i.notes.filter((n) => !n.endsWith('-exact') && n !== 'order-right'));
    const most = commonest(notes);
    if (most?.endsWith('-inner'))
      return 'Look next at who speaks to the text itself: in a chain, the outermost source and its cue are asked for.';
    if (most?.startsWith('order'))
      return 'Look next at the chains: who speaks to the text itself, and whom do they report?';
    if (most?.startsWith('source'))
      return 'Look next at who is named as the speaker: the whole name or description, and no more.';
    if (most?.startsWith('cue'))
      return 'Look next at the cue: the verb or phrase that makes it the source’s claim.';
  }
  const pairs = off.map((i) => JSON.stringify([given(i), i.expected]));
  const most = commonest(pairs);
  if (most) {
    const [from, to] = JSON.parse(most) as [string | null, string | null];
    return advice(from, to);
  }
  const edges = verdict.parts.boundary;
  if (edges && edges.of > edges.exact)
    return 'Look next at where your marks begin and end: the whole statement, and nothing of its neighbours.';
  if (verdict.items.some((i) => i.code === 'unanswered')) return 'Look next at what you left open.';
  if (verdict.items.some((i) => i.contested))
    return 'Look next at the statement on which careful readers differ, and decide which reading you would defend.';
  return 'Try a text with more voices next.';
}
