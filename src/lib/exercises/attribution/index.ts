import type { ExerciseType } from '../define.ts';
import { fits } from './fits.ts';
import { load } from './modes.ts';
import type { Answer, Item, Key, Select } from './schema.ts';

const KINDS = {
  sort: 'Sorting statements',
  mark: 'Marking words',
  link: 'Linking words to their source'
} satisfies Record<Item['mode'], string>;

/** Whose words: sorting statements by voice, marking what is handed to a source, linking source and cue. */
export const attribution: ExerciseType<Select, Item, Key, Answer> = {
  kind: ({ mode }) => KINDS[mode],
  logic: async () => (await import('./logic.ts')).logic,
  View: async (item) => (await Promise.all([import('./View.svelte'), load(item.mode)]))[0],
  fits,
  Print: () => import('./Print.svelte'),
  classroom: async () => (await import('./aggregate.ts')).classroom,
  ClassView: () => import('./ClassView.svelte')
};
