import type { ExerciseType } from '../define.ts';
import { fits } from './fits.ts';
import { load } from './modes.ts';
import type { Answer, Item, Key, Select } from './schema.ts';

const KINDS = {
  spot: 'Framing: spotting devices',
  swap: 'Framing: swapping words',
  side: 'Framing: two texts side by side',
  actors: 'Framing: who acts'
} satisfies Record<Item['mode'], string>;

/** What a wording does: spotting devices, swapping words, two texts side by side, and who acts. */
export const framing: ExerciseType<Select, Item, Key, Answer> = {
  kind: ({ mode }) => KINDS[mode],
  logic: async () => (await import('./logic.ts')).logic,
  View: async (item) => (await Promise.all([import('./View.svelte'), load(item.mode)]))[0],
  fits,
  Print: () => import('./Print.svelte'),
  classroom: async () => (await import('./aggregate.ts')).classroom,
  ClassView: () => import('./ClassView.svelte')
};
