import { printsOf } from './prints.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({ ...data, prints: await printsOf(data.sheets) });
