/** What a word is to a finding. */
export const NOISE = 0;
export const SIGNAL = 1;
/** Neither: cue words, contested statements, folded passages. */
export const NEUTRAL = 2;
