/** Every page is made at build time, so that a server and any plain web space serve the same ones. */
export const prerender = true;
export const trailingSlash = 'always';
