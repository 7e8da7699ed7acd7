import type { Verdict } from '../define.ts';
import { checkLink } from './check-link.ts';
import { checkMark } from './check-mark.ts';
import { checkSort } from './check-sort.ts';
import type { Item, Key } from './schema.ts';

/** Checks an answer; see `Logic.check`. Codes are listed in `docs/verdicts.md`. */
export function check(item: Item, key: Key, answer: unknown): Verdict {
  if (item.mode === 'sort' && key.mode === 'sort') return checkSort(item, key, answer);
  if (item.mode === 'mark' && key.mode === 'mark') return checkMark(item, key, answer);
  if (item.mode === 'link' && key.mode === 'link') return checkLink(item, key, answer);
  throw new TypeError(`the item is for ${item.mode} and the key for ${key.mode}`);
}
