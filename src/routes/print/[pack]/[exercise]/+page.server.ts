import { openEntries } from '$lib/server/packs.ts';
import type { EntryGenerator, PageServerLoad } from './$types';
import { sheetOf } from './sheet.server.ts';

export const entries: EntryGenerator = openEntries;

export const load: PageServerLoad = ({ params }) => sheetOf(params);
