import { classOf } from '$lib/server/access.ts';
import { reachedAt } from '$lib/server/address.ts';
import { doorOf } from '$lib/server/join-codes.ts';
import { rosterOf } from '$lib/server/roster.ts';
import { noteSeen } from '$lib/server/seen.ts';
import { rootOf } from '$lib/server/site.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, class: row, instructor } = await classOf(event, event.params.class);
  const roster = await rosterOf(db, row.id);
  const seen = { classId: row.id, actor: instructor.id, what: 'roster-seen', at: Date.now() } as const;
  await noteSeen(db, { ...seen, detail: 'as slips' });
  return {
    door: doorOf(row, Date.now()),
    address: reachedAt(rootOf(event)).address.replace(/^https?:\/\//, ''),
    // A name that somebody has taken opens nothing for whoever finds its slip.
    names: roster
      .filter((each) => each.approved_at !== null && each.claimed_at === null)
      .map(({ name }) => name)
  };
};
