import type { ExerciseType } from '../define.ts';
import type { Answer, Item, Key, Select } from './schema.ts';

/** Whose words: sorting statements by voice, marking what is handed to a source, linking source and cue. */
export const attribution: ExerciseType<Select, Item, Key, Answer> = {
  logic: async () => (await import('./logic.ts')).logic,
  View: () => import('./View.svelte'),
  Print: () => import('./Print.svelte')
};
