import { sheetsOf } from './sheets.server.ts';
import type { PageServerLoad } from './$types';

/** Worksheets: they go to learners, so their page holds no key. */
export const load: PageServerLoad = async (event) => {
  const { sheets, ...rest } = await sheetsOf(event);
  return { ...rest, sheets: sheets.map(({ number, sheet }) => ({ ...sheet, number, key: null })) };
};
