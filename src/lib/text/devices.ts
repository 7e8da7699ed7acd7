/** The devices of the codebook (section 3), by name; without the schema library, which a page of exercises need not load. */
export const DEVICES = [
  'naming',
  'loaded-modifier',
  'agency',
  'endorsing-cue',
  'presupposition',
  'distance',
  'authority',
  'consensus',
  'generalisation',
  'detail-selection',
  'sequence',
  'omission',
  'voice-slip'
] as const;
