import { ROLES } from '../exercises/parts/labels.ts';
import type { Span } from '../text/annotation.ts';
import type { CueEntry, Layer } from './layers.ts';
import { DEVICES, FURNITURE, VOICES } from './words.ts';

/** What a layer draws over its text. */
export interface Mark {
  id: string;
  start: number;
  end: number;
  class: string;
  /** The letter that leads it; empty where its line says enough. */
  sign: string;
  /** The hue of that letter. */
  as: string;
  /** What a screen reader says before its words. */
  says: string;
  /** The ids of the entries that it opens. */
  entries: string[];
  /** Whether the keyboard stops here: at the first stretch of an entry. */
  stop: boolean;
}

type Look = Pick<Mark, 'class' | 'sign' | 'as' | 'says'>;

function drawn(entry: string, spans: readonly Span[], look: Look): Mark[] {
  return spans.map(({ start, end }, i) => ({
    ...look,
    id: `${entry} ${i}`,
    start,
    end,
    sign: i === 0 ? look.sign : '',
    says: i === 0 ? look.says : '',
    entries: [entry],
    stop: i === 0
  }));
}

/** The marks of a layer, in the order of the text. */
export function marksOf(layer: Layer): Mark[] {
  const marks = ofLayer(layer);
  return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}

function ofLayer(layer: Layer): Mark[] {
  if (layer.layer === 'cues') return cueMarks(layer.entries);
  if (layer.layer === 'figures')
    return layer.entries.flatMap((entry) =>
      drawn(entry.id, [entry.span], { class: 'figure', sign: '', as: '', says: 'Figure:' })
    );
  if (layer.layer === 'framing')
    return layer.entries.flatMap((entry) =>
      drawn(entry.id, [entry.span], {
        class: entry.contested ? 'device contested' : 'device',
        sign: '',
        as: '',
        says: `${DEVICES[entry.device]}:`
      })
    );
  return layer.entries.flatMap((entry) => {
    if (entry.kind === 'furniture') {
      const what = FURNITURE[entry.what];
      return drawn(entry.id, entry.spans, {
        class: 'furniture',
        sign: what.toLowerCase(),
        as: '',
        says: `${what}:`
      });
    }
    const { look, sign, name } = VOICES[entry.voice];
    return drawn(entry.id, entry.spans, {
      class: `as-${look}${entry.contested ? ' contested' : ''}`,
      sign: entry.contested ? `${sign} ?` : sign,
      as: look,
      says: entry.contested ? `${name}; careful readers differ:` : `${name}:`
    });
  });
}

/** One mark a stretch, whatever number of statements it hands over. */
function cueMarks(entries: readonly CueEntry[]): Mark[] {
  const marks = new Map<string, Mark>();
  const put = (entry: string, span: Span | null, as: 'speaker' | 'cue') => {
    if (!span) return;
    const id = `${as} ${span.start} ${span.end}`;
    const there = marks.get(id);
    if (there) return void (there.entries.includes(entry) || there.entries.push(entry));
    const says = as === 'cue' ? 'Cue:' : 'Source:';
    const [mark] = drawn(entry, [span], {
      class: `as-${as}`,
      sign: ROLES[as === 'cue' ? 'cue' : 'source'].sign,
      as,
      says
    });
    marks.set(id, { ...mark!, id });
  };
  for (const { id, links } of entries)
    for (const { source, words } of links) {
      put(id, source, 'speaker');
      put(id, words, 'cue');
    }
  return [...marks.values()];
}
