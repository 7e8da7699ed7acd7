import { classShows } from '$lib/live/class-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({
  ...data,
  ClassView: (await classShows(data.exercise.type, data.item)).ClassView
});
