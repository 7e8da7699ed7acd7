import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

/** What is measured follows from what lies in lessons/: nothing has to be listed when a lesson or a type is added. */

interface ExerciseFile {
  type: string;
  access: 'open' | 'reserved';
  select: Record<string, unknown> & { mode: string };
}

const lessons = resolve(import.meta.dirname, '../../lessons');
const namesIn = (pack: string, folder: string) => readdirSync(resolve(lessons, pack, folder)).sort();
const packs = readdirSync(lessons, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const exerciseOf = (pack: string, slug: string) =>
  JSON.parse(readFileSync(resolve(lessons, pack, 'exercises', `${slug}.json`), 'utf8')) as ExerciseFile;

/** The first source that a selection names: `source`, `sources`, or what stands before a # in a reference. */
function sourceOf(pack: string, { select }: ExerciseFile): string | null {
  const sources = namesIn(pack, 'sources').map((name) => name.replace(/\.txt$/, ''));
  const named = JSON.stringify(select).match(/[a-z0-9-]+(?=["#])/g) ?? [];
  return named.find((name) => sources.includes(name)) ?? null;
}

/** Every lesson: its page, and a text (`pack/source`) of the first exercise that has one, to be compared with. */
export function lessonPages(): { page: string; text: string | null }[] {
  return packs.flatMap((pack) =>
    namesIn(pack, '.')
      .filter((name) => /^\d\d-[a-z0-9-]+\.md$/.test(name))
      .map((name) => {
        const [, head = ''] = readFileSync(resolve(lessons, pack, name), 'utf8').split('---\n');
        const { exercises } = parse(head) as { exercises: string[] };
        const source = exercises
          .map((slug) => sourceOf(pack, exerciseOf(pack, slug)))
          .find((id) => id !== null);
        return { page: `/learn/${pack}/${name.slice(0, -3)}/`, text: source ? `${pack}/${source}` : null };
      })
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
