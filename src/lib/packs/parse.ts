import type { z } from 'zod';

/** What stops a build: where, what is wrong, and what to do. */
export interface PackProblem {
  file: string;
  place: string;
  message: string;
  fix: string;
}

/** A problem as it is printed: file and place, what is wrong, and what to do. */
export const printed = ({ file, place, message, fix }: PackProblem): string =>
  `${file}: ${place}\n    ${message}\n    → ${fix}\n`;

/** A pack's files: paths inside `lessons/` and their texts. */
export type Files = ReadonlyMap<string, string>;

/** Notes a problem with a file: place, message, fix. */
export type Report = (file: string) => (place: string, message: string, fix: string) => void;

/** Parses one of a pack's files; `null` where it cannot be used, with the problems reported. */
export function parseFile<T>(
  files: Files,
  path: string,
  schema: z.ZodType<T>,
  parse: (text: string) => unknown,
  report: Report
): T | null {
  const text = files.get(path);
  if (text === undefined) {
    report(path)('file', 'the file is missing', 'add it: CONTRIBUTING.md says what it holds');
    return null;
  }
  return parseText(text, path, schema, parse, report);
}

/** Parses the text of a file, or of a part of one; `null` where it cannot be used, with the problems reported. */
export function parseText<T>(
  text: string,
  path: string,
  schema: z.ZodType<T>,
  parse: (text: string) => unknown,
  report: Report
): T | null {
  const say = report(path);
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    say('file', error instanceof Error ? error.message.split('\n')[0]! : String(error), 'mend the syntax');
    return null;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    say(pathOf(issue.path), issue.message, 'write it as CONTRIBUTING.md shows');
  return null;
}

/** A path into a file, as a person reads it. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.') || 'file';
}
