import { LABELS, type Label } from '../exercises/parts/labels.ts';
import type { Voice } from '../text/annotation.ts';
import type { FigureEntry, FramingEntry, LayerName, VoiceEntry } from './layers.ts';

/** What the reading view says of a layer and of what stands in it. */

export const LAYERS: Readonly<
  Record<LayerName, { name: string; shows: string; list: string; elsewhere: string }>
> = {
  voice: {
    name: 'Voice',
    shows: 'what the text says itself, and what it hands to a source',
    list: 'Statements in this text',
    elsewhere: 'sorted a text of this pack'
  },
  cues: {
    name: 'Cues',
    shows: 'who speaks, and the words that hand over',
    list: 'Cues and sources in this text',
    elsewhere: 'looked for cues in a text of this pack'
  },
  figures: {
    name: 'Figures',
    shows: 'every number, what it counts, and where it comes from',
    list: 'Figures in this text',
    elsewhere: 'followed numbers through the texts'
  },
  framing: {
    name: 'Framing',
    shows: 'where another wording was possible, and what it would change',
    list: 'Wordings in this text',
    elsewhere: 'looked at wordings in these texts'
  }
};

/** How a voice is called and drawn; `look` is the class of `marks.css`. */
export const VOICES: Readonly<Record<Voice, Label & { look: string }>> = {
  'own-fact': { ...LABELS.states, look: 'states' },
  'own-judgement': { ...LABELS.characterises, look: 'characterises' },
  'attributed-direct': { ...LABELS.direct, name: 'Hands to a source, word for word', look: 'direct' },
  'attributed-indirect': { ...LABELS.indirect, name: 'Hands to a source, retold', look: 'indirect' },
  'attributed-mixed': { ...LABELS.mixed, name: 'Hands to a source, partly in its words', look: 'mixed' },
  'reported-act': { ...LABELS.reports, look: 'reports' }
};

export const FURNITURE: Readonly<Record<Extract<VoiceEntry, { kind: 'furniture' }>['what'], string>> = {
  dateline: 'Dateline',
  byline: 'Byline',
  headline: 'Headline',
  caption: 'Caption',
  credit: 'Credit',
  signature: 'Signature',
  addressees: 'Addressees',
  date: 'Date'
};

export const HEDGES: Readonly<Record<FigureEntry['hedge'], string>> = {
  exactly: 'without a hedge',
  about: 'about',
  nearly: 'nearly',
  'more-than': 'more than',
  'at-least': 'at least'
};

export const ORIGINS: Readonly<Record<FigureEntry['origin'], string>> = {
  named: 'An origin is named.',
  unstated: 'No origin is named.',
  'unstated-matches': 'No origin is named; another text has the same number.'
};

export const RELATIONS: Readonly<Record<'same' | 'reworded' | 'differs', { sign: string; name: string }>> = {
  same: { sign: '=', name: 'the same' },
  reworded: { sign: '~', name: 'the same number in other words' },
  differs: { sign: '≠', name: 'another number' }
};

export const DEVICES: Readonly<Record<FramingEntry['device'], string>> = {
  naming: 'Naming',
  'loaded-modifier': 'Loaded modifier',
  agency: 'Agency',
  'endorsing-cue': 'Endorsing cue',
  presupposition: 'Presupposition',
  distance: 'Distance',
  authority: 'Authority',
  consensus: 'Consensus',
  generalisation: 'Generalisation',
  'detail-selection': 'Selection of detail',
  sequence: 'Sequence',
  omission: 'Omission',
  'voice-slip': 'Slip of voice'
};

export const KINDS: Readonly<Record<NonNullable<FramingEntry['kind']>, string>> = {
  plain: 'a plain name',
  descriptive: 'a describing name',
  legal: 'a legal term: it claims more, and a court can examine it'
};

export const CHANGES: Readonly<Record<NonNullable<FramingEntry['swap']>['changes'], string>> = {
  claim: 'what is claimed',
  tone: 'the tone',
  agent: 'who acts',
  nothing: 'nothing'
};

/** Whose choice a wording is; a name is the quoted source's own. */
export function ownerOf(owner: string): string {
  const known: Record<string, string> = {
    outlet: 'the text itself',
    borrowed: 'a source, in words that the text takes over',
    renamed: 'the text itself, where its source has other words',
    undetermined: 'the text or its source: it cannot be seen'
  };
  return known[owner] ?? owner;
}
