import { classOf } from '$lib/server/access.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const { class: row, role } = await classOf(event, event.params.class);
  return {
    class: { id: row.id, name: row.name, rehearsal: row.rehearsal === 1, ended: row.ended_at !== null },
    owner: role === 'owner'
  };
};
