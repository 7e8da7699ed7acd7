import type { Kysely } from 'kysely';
import { isRevealed, LiveState } from '../../classroom/live/state.ts';
import { mayAnswerAgain, type Asked } from '../../classroom/phase.ts';
import { forWhom } from '../audiences.ts';
import type { Database } from '../db/schema.ts';
import { FORGOTTEN, touchedSince } from './ending.ts';
import { settingsOf } from '../versions.ts';
import { timesOf } from '../work-rows.ts';
import type { Live } from './sessions.ts';

/** Before the key of an exercise is shown to a class, who shows it is told where it is still to be answered. */

type Db = Kysely<Database>;

/** @returns what an instructor is told before a step is revealed; `null` where nobody may still answer it elsewhere */
export async function revealWarning(db: Db, live: Live, part: string, now: number): Promise<string | null> {
  const version = live.parts.find(({ id }) => id === part)?.version ?? null;
  if (version === null) return null;
  const places = await db
    .selectFrom('part')
    .innerJoin('assignment', 'assignment.id', 'part.assignment_id')
    .innerJoin('pinned', (join) =>
      join.on((eb) =>
        eb.or([
          eb('pinned.version', '=', eb.ref('part.version')),
          eb('pinned.version', '=', eb.ref('part.stand_in_version'))
        ])
      )
    )
    .innerJoin('pinned as shown', (join) =>
      join
        .onRef('shown.pack', '=', 'pinned.pack')
        .onRef('shown.slug', '=', 'pinned.slug')
        .on('shown.version', '=', version)
    )
    .innerJoin('class', 'class.id', 'part.class_id')
    .where('part.class_id', '=', live.classId)
    .where('assignment.state', '=', 'published')
    .where('class.ended_at', 'is', null)
    .orderBy('assignment.title')
    .select(['part.id as part', 'pinned.version', 'assignment.id', 'assignment.title', 'assignment.settings'])
    .execute();
  const titles = new Set<string>();
  for (const place of places)
    if (!titles.has(place.title) && (await isOpenTo(db, live.classId, place, now))) titles.add(place.title);
  if (titles.size === 0) return null;
  const named = [...titles].map((title) => `“${title}”`).join(', ');
  return `Learners may still answer this exercise in ${named}. Once the key is shown here, they know it there.`;
}

/** Whether some learner of the class may still answer an exercise of an assignment. */
async function isOpenTo(
  db: Db,
  classId: string,
  place: { part: string; version: string; id: string; settings: string },
  now: number
): Promise<boolean> {
  const [learners, extensions, works, checked] = await Promise.all([
    db.selectFrom('learner').select('id').where('class_id', '=', classId).where(forWhom(place.id)).execute(),
    db.selectFrom('extension').selectAll().where('assignment_id', '=', place.id).execute(),
    db
      .selectFrom('work')
      .selectAll()
      .where('assignment_id', '=', place.id)
      .where('kind', '=', 'assigned')
      .execute(),
    db
      .selectFrom('answer')
      .innerJoin('work', 'work.id', 'answer.work_id')
      .where('work.assignment_id', '=', place.id)
      .where('answer.part_id', '=', place.part)
      .where('answer.version', '=', place.version)
      .where('answer.checked_at', 'is not', null)
      .select('answer.work_id')
      .execute()
  ]);
  const settings = settingsOf(place.settings);
  const theirs = Map.groupBy(works, ({ learner_id }) => learner_id);
  const stands = new Set(checked.map(({ work_id }) => work_id));
  const more = new Map(extensions.map((each) => [each.learner_id, each]));
  return learners.some(({ id }) => {
    const asked = (theirs.get(id) ?? []).map((work): Asked => ({
      work: timesOf(work),
      checked: stands.has(work.id)
    }));
    return mayAnswerAgain({ settings, extension: more.get(id) ?? null, shut: false }, asked, now);
  });
}

/** Whether an exercise runs in a session of a class, and its key was not shown there yet: a step of its own, or a stand-in. */
export async function isUnrevealed(
  db: Db,
  classId: string,
  { pack, slug }: { pack: string; slug: string },
  now: number
): Promise<boolean> {
  const rows = await db
    .selectFrom('live')
    .innerJoin('part', 'part.assignment_id', 'live.assignment_id')
    .innerJoin('pinned', (join) =>
      join.on((eb) =>
        eb.or([
          eb('pinned.version', '=', eb.ref('part.version')),
          eb('pinned.version', '=', eb.ref('part.stand_in_version'))
        ])
      )
    )
    .where('live.class_id', '=', classId)
    .where('live.ended_at', 'is', null)
    .where(touchedSince(now - FORGOTTEN))
    .where('pinned.pack', '=', pack)
    .where('pinned.slug', '=', slug)
    .select(['part.id', 'live.state'])
    .execute();
  return rows.some(({ id, state }) => {
    const { steps } = LiveState.parse(JSON.parse(state));
    const step = steps.find(({ part }) => part === id);
    return step !== undefined && !isRevealed(step);
  });
}
