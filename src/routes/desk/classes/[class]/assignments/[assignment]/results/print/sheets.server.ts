import type { RequestEvent } from '@sveltejs/kit';
import type { SourceCard } from '$lib/exercises/lesson/context.ts';
import type { TypeName } from '$lib/exercises/registry.ts';
import { groundLine } from '$lib/packs/brief.ts';
import { noteOnExercises } from '$lib/server/notes.ts';
import { packs } from '$lib/server/packs.ts';
import { asSet } from '$lib/server/pinned.ts';
import type { Pinned } from '$lib/server/versions.ts';
import { opened } from '../opened.server.ts';

/** An assignment on paper: its exercises as they were set (in a draft, as they are now), or those that stand in for them. */
export async function sheetsOf(event: RequestEvent<{ class: string; assignment: string }>) {
  const { db, assignment } = await opened(event);
  const instead = event.url.searchParams.has('instead');
  const parts = assignment.parts.filter(({ exercise }) => exercise !== null);
  const printed = parts
    .map((part, i) => ({ part, number: i + 1 }))
    .filter(({ part }) => !instead || part.standIn !== null);
  const all = await packs();
  const sheets = await Promise.all(
    printed.map(async ({ part, number }) => {
      const name = `${part.pack}/${part.exercise}`;
      const pinned = await (instead
        ? asSet(db, part.standInVersion, part.standIn)
        : asSet(db, part.version, name));
      if (!pinned)
        throw new Error(`The exercise ${instead ? part.standIn : name} is in no pack and not pinned.`);
      const pack = all.find(({ slug }) => slug === pinned.row.pack);
      const mayPass = pack !== undefined && Object.keys(pack.meta.standIns).length > 0;
      return {
        number,
        pinned,
        sheet: {
          ...sheetOf(pinned),
          pack: { title: pack?.meta.title ?? pinned.row.pack },
          note: {
            contains: await noteOnExercises([{ pack: pinned.row.pack, item: pinned.item }]),
            ground: mayPass ? groundLine(pack.meta.ground) : '',
            instead: null
          }
        }
      };
    })
  );
  return {
    words: assignment.words,
    instead,
    standIns: parts.some(({ standIn }) => standIn !== null),
    sheets
  };
}

function sheetOf({ row, item }: Pinned) {
  const { pack, slug, title, task, minutes, version } = row;
  return {
    exercise: {
      ...{ pack, slug, title, task, minutes, version, item },
      type: row.type as TypeName,
      level: row.level as 1 | 2 | 3
    },
    sources: JSON.parse(row.sources) as SourceCard[]
  };
}
