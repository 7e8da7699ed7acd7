import { sheetsOf } from '../sheets.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { sheets, ...rest } = await sheetsOf(event);
  return {
    ...rest,
    sheets: sheets.map(({ number, sheet, pinned }) => ({ ...sheet, number, key: pinned.key }))
  };
};
