/** A day as instructors read it, the same on server and screen. */
export const day = (at: number | string): string =>
  new Date(at).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A time of day, "10:42", on the clocks of a zone, or of whoever looks. */
export const clockAt = (at: number, zone?: string): string =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
