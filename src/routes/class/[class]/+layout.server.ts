import { learnerOf } from '$lib/server/access.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  event.depends('class:name');
  const { class: row, learner } = await learnerOf(event, event.params.class);
  return {
    class: { id: row.id, name: row.name, ended: row.ended_at !== null },
    learner: { id: learner.id, name: learner.name }
  };
};
