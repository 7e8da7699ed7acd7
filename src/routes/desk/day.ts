/** A day as instructors read it, the same on server and screen. */
export const day = (at: number | string): string =>
  new Date(at).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
