import type { RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';

/** A path of this site as `resolve` gives it, which may lead there from the page that was asked, in full. */
export const fullPath = (event: RequestEvent, path: string): string => new URL(path, event.url).pathname;

/** The home of the site, as the request was made. */
export const rootOf = (event: RequestEvent): URL => new URL(resolve('/'), event.url);
