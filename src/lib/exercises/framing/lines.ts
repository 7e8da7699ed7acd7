import type { Scored, VerdictItem } from '../define.ts';
import type { Line } from '../parts/account.ts';
import { agrees as agreesOn } from '../parts/checking.ts';
import { lettered } from '../parts/lettered.ts';
import { inTextOrder } from '../parts/order.ts';
import { inSentence } from '../parts/sentence.ts';
import { more } from './more.ts';
import { CODES, HALF, needed, NOTES } from './reasons.ts';
import type { Item, SwapItem } from './schema.ts';
import { labelOf, swapped } from './words.ts';

/** The items of a verdict, put into words: what was asked in the order of the texts, then what stands beside it. */
export function lines(item: Item, verdict: Scored): Line[] {
  const placed = (list: VerdictItem[]) => inTextOrder(item.passages, list, (i) => i.key[0] ?? i.yours[0]);
  const isAside = ({ code }: VerdictItem) => code.startsWith('beside');
  const asked = placed(verdict.items.filter((i) => !isAside(i)));
  const aside = placed(verdict.items.filter(isAside));
  return [...asked, ...aside].map((i, n) => line(item, i, n + 1, n >= asked.length));
}

/** Pairs of wordings are called by their matter. */
function titleOf({ facts }: VerdictItem): string | undefined {
  const matter = facts?.find(({ what }) => what === 'matter')?.says;
  return matter && matter.charAt(0).toUpperCase() + matter.slice(1);
}

function line(item: Item, i: VerdictItem, number: number, aside: boolean): Line {
  const { mode } = item;
  const agrees = agreesOn(i) && !inPart(i);
  const places = i.key.length > 0 ? i.key : i.yours;
  const swap = item.mode === 'swap' ? item.asked.find(({ id }) => id === i.id) : undefined;
  const name = (label: string | null) => labelOf(mode, label)?.as ?? '';
  return {
    item: i,
    number,
    // Nobody was asked about it: no page knows it by a letter.
    badge: aside ? '' : lettered(number),
    quote: swap
      ? `${places[0]?.quote ?? ''} → ${swapped(swap.swap)}`
      : places.map((p) => p.quote).join(mode === 'side' ? ' | ' : ' … '),
    title: titleOf(i),
    code: codeOf(i),
    yours: i.code === 'unanswered' ? 'left open' : name(i.given),
    keys: i.contested ? '' : name(i.expected),
    needed: agrees === false && i.given !== null ? needed(mode, i.given, i.expected) : '',
    notes: i.notes.flatMap((note) => NOTES[note] ?? []),
    agrees,
    aside,
    about: [],
    readings: (i.contested?.readings ?? []).map(({ as, reason }) => ({
      name: labelOf(mode, as)?.name ?? labelOf('spot', as)?.name ?? as,
      reason
    })),
    more: [...(item.mode === 'swap' && swap ? [withSwap(item, swap)] : []), ...more(i.facts ?? [])]
  };
}

/** Whether the device is the key's, and whose choice it is was left open or is said otherwise. */
const inPart = ({ code, notes }: VerdictItem): boolean =>
  code === 'right' && (notes.includes('owner-open') || notes.includes('owner-other'));

function codeOf(i: VerdictItem): string {
  const { code, notes } = i;
  const open = notes.includes('owner-open');
  if (inPart(i)) return `Read in part: whose choice ${open ? 'left open' : 'differs'}`;
  const said = code === 'other-device' && notes.includes('device-open') ? HALF : (CODES[code] ?? code);
  return open ? `${said}, whose choice left open` : said;
}

/** The whole sentence with the other words in it. */
function withSwap({ passages }: SwapItem, { places, swap }: SwapItem['asked'][number]): Line['more'][number] {
  const place = places[0]!;
  const text = passages.find(({ source }) => source === place.source)!.text;
  const { before, after } = inSentence(text, place);
  const says = swap ? before + swap + after : (before + after).replaceAll(/ {2,}/g, ' ');
  return { what: 'The sentence with the swap:', says };
}
