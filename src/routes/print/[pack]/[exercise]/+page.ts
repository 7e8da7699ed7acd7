import { printOf } from './print.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({ ...data, Print: await printOf(data.exercise.type) });
