import { classOf } from '$lib/server/access.ts';
import { auditPage } from '$lib/server/audit.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, class: row } = await classOf(event, event.params.class);
  const asked = Number(event.url.searchParams.get('page'));
  return auditPage(db, row.id, Number.isInteger(asked) && asked > 0 ? asked : 1);
};
