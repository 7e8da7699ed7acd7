import { SKILLS } from '$lib/packs/schema.ts';
import { shelf } from '$lib/server/packs.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({ packs: await shelf(), skills: Object.values(SKILLS) });
