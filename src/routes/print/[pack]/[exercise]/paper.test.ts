import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { PackMeta } from '$lib/packs/schema.ts';
import { brief, groundLine, onPaper } from './paper.ts';

const meta = (pack: string) => PackMeta.parse(parse(readFileSync(`lessons/${pack}/pack.yaml`, 'utf8')));

test('on paper what is asked about is numbered', () => {
  expect(onPaper('For each lit statement, mark the words.')).toBe(
    'For each numbered statement, mark the words.'
  );
  expect(onPaper('For each lit stretch, say what it is.')).toBe('For each numbered stretch, say what it is.');
});

test('a sheet says what the texts contain, and nothing of folds and screens', () => {
  const khojaly = brief(meta('khojaly').contains);
  expect(khojaly).toMatch(/^Khojaly is a town .* and of\s+torture; .* are not ours\.$/s);
  expect(khojaly).not.toMatch(/folded|exercise/);
  expect(brief(meta('warm-up').contains)).toMatch(/nobody is hurt\.$/);
  expect(brief('You read this.')).toBe('You read this.');
});

test('a sheet says what the course takes as given', () => {
  expect(groundLine(meta('khojaly').ground)).toBe(
    'This course does not ask whether civilians were killed at Khojaly in February 1992. Organisations independent of both governments investigated and reported mass killing of civilians there.'
  );
  expect(groundLine([])).toBe('');
});
