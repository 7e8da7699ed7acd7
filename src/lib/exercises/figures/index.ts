import type { ExerciseType } from '../define.ts';
import { fits } from './fits.ts';
import type { Answer, Item, Key, Select } from './schema.ts';

/** Where numbers come from: a ledger of what texts count, filled, compared and traced. */
export const figures: ExerciseType<Select, Item, Key, Answer> = {
  kind: () => 'Figures: a ledger',
  logic: async () => (await import('./logic.ts')).logic,
  View: () => import('./View.svelte'),
  fits,
  Print: () => import('./Print.svelte'),
  classroom: async () => (await import('./aggregate.ts')).classroom,
  ClassView: () => import('./ClassView.svelte')
};
