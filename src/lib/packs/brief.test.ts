import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { brief, groundLine } from './brief.ts';
import { PackMeta } from './schema.ts';

const meta = (pack: string) => PackMeta.parse(parse(readFileSync(`lessons/${pack}/pack.yaml`, 'utf8')));

test('what the texts contain is said in short, and nothing of folds and screens', () => {
  const khojaly = brief(meta('khojaly').contains);
  expect(khojaly).toMatch(/^Khojaly is a town .* and of\s+torture; .* are not ours\.$/s);
  expect(khojaly).not.toMatch(/folded|exercise/);
  expect(brief(meta('warm-up').contains)).toMatch(/nobody is hurt\.$/);
  expect(brief('You read this.')).toBe('You read this.');
});

test('what the course takes as given is said in two sentences', () => {
  expect(groundLine(meta('khojaly').ground)).toBe(
    'This course does not ask whether civilians were killed at Khojaly in February 1992. Organisations independent of both governments investigated and reported mass killing of civilians there.'
  );
  expect(groundLine([])).toBe('');
});
