import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readFiles } from './files.ts';

/**
 * What our own sentences in the pack on Khojaly never say. Such a word is its user's, and stands between quotation
 * marks; we say “the mass killing of civilians at Khojaly”, and who acted as narrowly as a text does.
 */
const NEVER: readonly RegExp[] = [
  /incidents?/,
  /events|(?:the|this|that) event/,
  /alleged(?:ly)?/,
  /the (?:Armenians|Azerbaijanis)/,
  /Armenian (?:killing|massacre)s?/,
  /massacre[sd]?|traged(?:y|ies)|atrocit(?:y|ies)|the horrors/,
  /(?:mass )?killings? (?:at|in) Khojaly/,
  /(?:the|this|Khojaly) genocide(?! Convention)|genocide (?:at|in|of) Khojaly/
];
const OURS = 'the mass killing of civilians at Khojaly';

/** What in a file is not ours: quotations, other wordings, what a text takes as given, its title and words for it. */
const THEIRS = /\.(?:quote|presupposed|word|title\.value|swap\.text)$/;

interface Sentence {
  at: string;
  says: string;
}

/** The sentences of a value that are ours, each with its path. One word is an id, or one of ours for a kind. */
function oursIn(value: unknown, at: string): Sentence[] {
  if (typeof value === 'string') return THEIRS.test(at) || !value.includes(' ') ? [] : [{ at, says: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => oursIn(inner, `${at}.${name}`));
}

/** Without what stands between quotation marks, or as a quotation of its own. */
const unquoted = (says: string): string =>
  says.replaceAll(/^> .*$/gm, '').replaceAll(/“[^”]*”|‘[^’]*’/g, '“”');

const slips = (says: string): string[] =>
  NEVER.flatMap((words) => unquoted(says).match(new RegExp(`\\b(?:${words.source})\\b`, 'i')) ?? []);

const files = [...readFiles(resolve(import.meta.dirname, '../../../lessons'))].filter(
  ([path]) => /^khojaly\/(?!rounds|sources)/.test(path) || path === 'glossary.yaml'
);
const sentences = files.flatMap(([path, text]): Sentence[] => {
  if (path.endsWith('.json')) return oursIn(JSON.parse(text), path);
  if (path.endsWith('.yaml')) return oursIn(parse(text), path);
  // A quotation mark that stays open takes no more with it than its paragraph.
  return text.split(/\n{2,}/).map((says, i) => ({ at: `${path}, paragraph ${i + 1}`, says }));
});

test('our own sentences leave to their users the words that name, doubt or blame in our place', () => {
  expect(sentences.length).toBeGreaterThan(2000);
  const found = sentences.flatMap(({ at, says }) => slips(says).map((slip) => `${at}: ${slip}: ${says}`));
  expect(found).toEqual([]);
});

test('where our own sentences name what happened in full, it is the mass killing of civilians at Khojaly', () => {
  const event = sentences.find(({ at }) => at === 'khojaly/pack.yaml.event.name');
  expect(event?.says).toBe(OURS);
  expect(sentences.filter(({ says }) => says.replaceAll(/\s+/g, ' ').includes(OURS)).length).toBeGreaterThan(
    20
  );
});

test.each([
  ['The incident at Khojaly is told twice.', 'incident'],
  ['Both tell of the events of that night.', 'events'],
  ['It names the alleged doers.', 'alleged'],
  ['The Armenians killed civilians.', 'The Armenians'],
  ['“Massacre” and then: the massacre was seen.', 'massacre'],
  ['They mourn the Khojaly genocide.', 'Khojaly genocide']
])('the rule sees a slip: %s', (says, slip) => expect(slips(says)).toEqual([slip]));

test.each([
  'The report says “incident” once, and “the Armenians” once.',
  'It asks whether “this tragic event” and ‘the Khojaly genocide’ name the same.',
  '> The Armenians did it.',
  'Who uses the word genocide? A word for an event claims something. Eventually it is inevitable.'
])('the rule lets a word stand with its user: %s', (says) => expect(slips(says)).toEqual([]));
