import type { Place, Scored, VerdictItem } from '../define.ts';
import type { Line } from '../parts/account.ts';
import { agrees as agreesOn } from '../parts/checking.ts';
import { lettered } from '../parts/lettered.ts';
import { inTextOrder } from '../parts/order.ts';
import { CODES, needed, noteWords } from './reasons.ts';
import type { Answer, Item } from './schema.ts';
import { labelOf } from './words.ts';

/** The items of a verdict, put into words and into the order of the texts. */

/** The items in the order in which they stand in the texts. */
export function lines(item: Item, answer: Answer, verdict: Scored): Line[] {
  const where = (i: VerdictItem): Place | undefined =>
    (item.mode === 'link' ? statementOf(item, i.id) : undefined) ?? i.key[0] ?? i.yours[0];
  return inTextOrder(item.passages, verdict.items, where).map((i, n) => line(item, answer, i, n + 1));
}

export function statementOf(item: Item, id: string): Place | undefined {
  return item.mode === 'link' ? item.statements.find((s) => s.id === id)?.places[0] : undefined;
}

function line(item: Item, answer: Answer, i: VerdictItem, number: number): Line {
  const statement = item.mode === 'link' ? item.statements.find((s) => s.id === i.id)?.places : undefined;
  const places = statement ?? (i.code === 'extra' || i.key.length === 0 ? i.yours : i.key);
  const agrees = agreesOn(i);
  return {
    item: i,
    number,
    badge: lettered(number),
    quote: places.map((p) => p.quote).join(' … '),
    code: CODES[i.code] ?? i.code,
    yours: item.mode === 'link' ? '' : yours(i),
    keys: item.mode === 'link' || i.contested ? '' : keys(i),
    needed: i.contested || agrees || i.code === 'unanswered' ? '' : lacking(i),
    notes: (item.mode === 'mark' && i.code === 'partly' ? ['under-half'] : i.notes).flatMap(
      (note) => noteWords(note, i.named?.[note]) ?? []
    ),
    agrees,
    about: statement?.slice(0, 1) ?? [],
    readings: (i.contested?.readings ?? []).map(({ as, reason }) => ({
      name: labelOf(as)?.name ?? as,
      reason
    })),
    more: chainOf(answer, i)
  };
}

/** The chain as the key has it, where the learner's is the same. */
function chainOf(answer: Answer, { id, notes }: VerdictItem): Line['more'] {
  const order = answer.mode === 'link' && notes.includes('order-right') ? answer.links[id]?.order : undefined;
  return order?.length ? [{ what: 'The key’s chain:', says: order.join(' › ') }] : [];
}

function yours(i: VerdictItem): string {
  if (i.code === 'unanswered') return 'left open';
  if (i.yours.length === 0) return 'not marked';
  return labelOf(i.given)?.as ?? 'marked';
}

function keys(i: VerdictItem): string {
  return i.expected === 'furniture' ? 'not a claim' : (labelOf(i.expected)?.as ?? '');
}

/** What the reading lacks. Of furniture its own reason says enough. */
function lacking(i: VerdictItem): string {
  return i.expected === 'furniture' && i.reason ? '' : needed(given(i), i.expected);
}

/** What was given for an item; an untouched one was read as "not this". */
export function given(item: VerdictItem): string | null {
  return item.code === 'missed' ? null : item.given;
}
