import type { Picked, Picker } from '../../ui/picker.svelte.ts';

/** Words of a text that are marked by keys. */
interface Marked<M> {
  readonly picker: Picker;
  markAt(word: number): M | null;
  remove(mark: M): void;
}

interface Keys<M> {
  /** What Enter does with words that are selected; `null` where they can be marked in several ways. */
  enter: ((picked: Picked) => void) | null;
  /** What a digit does with words that are selected, or with the mark at hand; false where it does nothing. */
  digit?: (digit: number, picked: Picked | null, mark: M | null) => boolean;
}

/** The keys that mark and remove, and S for the whole sentence; true where the key was taken. */
export function markKey<M>(event: KeyboardEvent, marked: Marked<M>, { enter, digit }: Keys<M>): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  const { picker } = marked;
  const picked = picker.selection;
  const mark = marked.markAt(picker.cursor);
  if (event.key === 'Delete' || event.key === 'Backspace') {
    if (mark) marked.remove(mark);
    return mark !== null;
  }
  if (/^[1-9]$/.test(event.key)) return digit?.(Number(event.key), picked, mark) ?? false;
  if (event.key === 'Enter' || event.key === ' ') {
    if (picked) enter?.(picked);
    return picked !== null && enter !== null;
  }
  if (event.key.toLowerCase() !== 's') return false;
  picker.sentence();
  return true;
}
