import { openEntries, openKey } from '$lib/server/packs.ts';
import { sheetOf } from '../sheet.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = openEntries;

/** The one page whose data holds a key: that of an open exercise, for the teacher's own sheet. */
export const load: PageServerLoad = async ({ params }) => {
  const { key } = await openKey(params.pack, params.exercise);
  return { ...(await sheetOf(params)), key };
};
