import { hasOnly, isList, isObject, isRecord, labelsFit, placed, type Loose } from '../parts/fitting.ts';
import { DEVICES } from '../../text/devices.ts';
import { LONGEST_SWAP, MOST_MARKS, offered } from './classes.ts';
import type { Item, SpotAnswer, SwapAnswer } from './schema.ts';

/**
 * Whether a stored value is an answer to this item: what `Answer` in `schema.ts` asks and what the item adds to it,
 * without the schemas: every page with an exercise asks it before it shows what the browser has kept.
 */
export function fits(item: Item, value: unknown): boolean {
  if (!isObject(value) || value.mode !== item.mode) return false;
  const known = new Set(item.asked.map(({ id }) => id));
  if (!labelsFit(known, offered(item), value.labels, value.sure)) return false;
  if (item.mode === 'spot') {
    const { labels, owners, free } = value as Loose<SpotAnswer> & { labels: Record<string, string> };
    const stands = placed(item.passages);
    return (
      hasOnly(value, 'mode', 'labels', 'owners', 'sure', 'free') &&
      isRecord(
        owners,
        known,
        (owner, id) =>
          item.owners.some((name) => name === owner) && Object.hasOwn(labels, id) && labels[id] !== 'plain'
      ) &&
      isList(free, MOST_MARKS, (mark) => stands(mark, 'kind') && KINDS.includes(mark.kind))
    );
  }
  if (item.mode === 'swap')
    return (
      hasOnly(value, 'mode', 'labels', 'sure', 'own') &&
      isRecord(
        (value as Loose<SwapAnswer>).own,
        known,
        (text) => typeof text === 'string' && text.length <= LONGEST_SWAP
      )
    );
  return hasOnly(value, 'mode', 'labels', 'sure');
}

const KINDS: unknown[] = [...DEVICES, null];
