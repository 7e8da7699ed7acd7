import { expect, test } from 'vitest';
import { Annotation, Threads } from '../text/annotation.ts';
import { anchorDrafts } from './anchoring.ts';

const text = 'The bridge, she said, is old. “It will fall,” she said. The bridge has 12 arches.';
const texts = new Map([['bridge', text]]);
const none = { annotations: new Map<string, Annotation>(), threads: null };
const reason = 'The words show it: this is a reason of one sentence.';
const voice = {
  source: 'bridge',
  segments: [
    {
      id: 's01',
      kind: 'statement',
      quote: ['The bridge', 'is old.'],
      label: 'attributed-indirect',
      chain: [{ name: 'the mayor', in: 'c01', source: 'she', words: 'said' }],
      reason
    },
    { id: 'c01', kind: 'cue', quote: 'she said' },
    {
      id: 's02',
      kind: 'statement',
      quote: '“It will fall,”',
      label: 'attributed-direct',
      chain: [{ name: 'the mayor', in: 'c02', source: 'she', words: 'said' }],
      difficulty: 2,
      reason,
      readings: [
        { label: 'attributed-direct', reason },
        { label: 'own-judgement', reason }
      ],
      undecided: reason
    },
    { id: 'c02', kind: 'cue', quote: 'she said' },
    { id: 's03', kind: 'statement', quote: 'The bridge has 12 arches.', label: 'own-fact', reason }
  ]
};
const anchor = (...values: unknown[]) =>
  anchorDrafts(
    values.map((value, i) => ({ file: `draft-${i + 1}.json`, value })),
    texts,
    none
  );

test('finds repeated quotations in the order of the text, and words of the chain in their cue', () => {
  const { annotations, problems } = anchor(voice);
  expect(problems).toEqual([]);
  const { segments } = Annotation.parse(annotations.get('bridge'));
  expect(segments.map(({ spans }) => spans.map(({ start }) => start))).toEqual([
    [0, 22],
    [12],
    [30],
    [46],
    [56]
  ]);
  expect(segments[2]).toMatchObject({
    voice: 'attributed-direct',
    skill: 'attribution',
    chain: [{ source: { start: 46, quote: 'she' }, words: { start: 50, quote: 'said' } }],
    contested: { readings: [{ as: 'attributed-direct' }, { as: 'own-judgement' }] }
  });
  expect(segments[4]).toMatchObject({
    skill: 'own-voice',
    difficulty: 1,
    core: null,
    chain: [],
    contested: null
  });
});

test('keeps the layers that no draft gives', () => {
  const { annotations } = anchor(voice);
  const figures = [
    {
      id: 'f01',
      quote: '12',
      value: 12,
      hedge: 'exactly',
      unit: 'arches',
      counted: 'arches of the bridge',
      time: 'now',
      attributedTo: 'the text',
      origin: 'unstated',
      originNote: 'nobody is named',
      thread: 'arches',
      reason
    }
  ];
  const again = anchorDrafts([{ file: 'f.json', value: { source: 'bridge', figures } }], texts, {
    annotations,
    threads: null
  });
  expect(again.problems).toEqual([]);
  const merged = Annotation.parse(again.annotations.get('bridge'));
  expect(merged.segments).toEqual(annotations.get('bridge')!.segments);
  expect(merged.figures[0]!.span).toEqual({ start: 71, end: 73, quote: '12' });
});

test('joins the pieces of a spliced quotation', () => {
  const quotations = [
    {
      id: 'q01',
      in: 'bridge',
      quote: 'It will fall',
      origin: 'bridge',
      originQuote: ['is old', 'The bridge'],
      originContext: ['is old', 'The bridge has'],
      relation: 'spliced',
      note: 'two places made one',
      reason
    }
  ];
  const { threads, problems } = anchor({ quotations });
  expect(problems).toEqual([]);
  expect(Threads.parse(threads).quotations[0]!.origin?.spans.map(({ start }) => start)).toEqual([22, 56]);
});

test('says file, entry, what does not fit and what to do', () => {
  const [first, ...rest] = voice.segments;
  const broken = { ...voice, segments: [{ ...first, quote: 'The brigde' }, ...rest] };
  expect(anchor(broken).problems).toMatchObject([
    {
      file: 'draft-1.json',
      place: 's01',
      message: expect.stringContaining('The brigde'),
      fix: expect.stringContaining('copy the words')
    }
  ]);
  expect(anchor({ ...voice, source: 'river' }).problems).toMatchObject([{ fix: 'name one of: bridge' }]);
  expect(anchor(voice, voice).problems).toMatchObject([
    { file: 'draft-2.json', message: expect.stringContaining('draft-1.json') }
  ]);
  expect(anchor({ source: 'bridge', figures: [] }).problems).toMatchObject([{ place: 'segments' }]);
  expect(anchor({ ...voice, segments: [{ ...first, label: 'mine' }] }).problems).toMatchObject([
    { place: 'segments.s01.label' }
  ]);
  expect(anchor('nothing').problems).toMatchObject([{ place: 'file' }]);
});
