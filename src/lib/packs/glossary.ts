import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { Id } from '../text/annotation.ts';
import { parseFile, type Files, type Report } from './parse.ts';

/** `lessons/glossary.yaml`: every term of the field that a learner meets, for all packs. */

const Text = z.string().trim().min(1);

export const GROUPS = {
  voice: 'Whose words',
  documents: 'What a document is',
  figures: 'Where numbers come from',
  framing: 'What a wording does',
  keys: 'Keys and results'
} as const;

const Term = z.strictObject({
  id: Id,
  name: Text,
  group: z.enum(Object.keys(GROUPS) as [keyof typeof GROUPS]),
  /** One or two plain sentences. */
  means: Text,
  /** Invented and harmless. */
  example: Text,
  /** The ids of terms to look at as well. */
  see: z.array(Id).default([])
});
export type Term = z.infer<typeof Term>;

const FILE = 'glossary.yaml';

/** Reads the glossary; empty where there is none. */
export function readGlossary(files: Files, report: Report): Term[] {
  if (!files.has(FILE)) return [];
  const terms = parseFile(files, FILE, z.array(Term), parseYaml, report) ?? [];
  const say = report(FILE);
  const ids = new Set<string>();
  for (const { id } of terms) {
    if (ids.has(id)) say(id, 'the term stands twice', 'leave one of them out');
    ids.add(id);
  }
  for (const { id, see } of terms)
    for (const other of see)
      if (other === id || !ids.has(other))
        say(id, `it points to ${other}, which is no other term`, 'name the id of another term');
  return terms;
}
