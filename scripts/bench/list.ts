import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What is measured follows from what lies in lessons/: nothing has to be listed when a lesson or a type is added. */

interface ExerciseFile {
  type: string;
  access: 'open' | 'reserved';
  select: { mode: string };
}

const lessons = resolve(import.meta.dirname, '../../lessons');
const namesIn = (pack: string, folder: string) => readdirSync(resolve(lessons, pack, folder)).sort();
const packs = readdirSync(lessons, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const exerciseOf = (pack: string, slug: string) =>
  JSON.parse(readFileSync(resolve(lessons, pack, 'exercises', `${slug}.json`), 'utf8')) as ExerciseFile;

/** Every lesson's page. */
export function lessonPages(): string[] {
  return packs.flatMap((pack) =>
    namesIn(pack, '.')
      .filter((name) => /^\d\d-[a-z0-9-]+\.md$/.test(name))
      .map((name) => `/learn/${pack}/${name.slice(0, -3)}/`)
  );
}

/** For each type of exercise and each of its modes one open exercise, of the last pack that has one. */
export function typePages(): { type: string; mode: string; page: string }[] {
  const found = new Map<string, { type: string; mode: string; page: string }>();
  for (const pack of packs)
    for (const name of namesIn(pack, 'exercises')) {
      const slug = name.replace(/\.json$/, '');
      const { type, access, select } = exerciseOf(pack, slug);
      const page = `/learn/${pack}/practice/${slug}/`;
      if (access === 'open') found.set(`${type} ${select.mode}`, { type, mode: select.mode, page });
    }
  return [...found.values()];
}
