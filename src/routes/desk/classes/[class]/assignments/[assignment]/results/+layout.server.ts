import { opened } from './opened.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const { assignment } = await opened(event);
  const { id, title, state, settings, audience } = assignment;
  return {
    assignment: { id, title: title || 'Without a title', zone: settings.zone },
    chosen: audience.of === 'chosen',
    draft: state === 'draft'
  };
};
