/**
 * Where somebody goes on after signing in: an address of this site, or `home`.
 * @param asked the `back` of an address: anybody may have written it
 */
export function backOf(asked: string | null, home: string): string {
  // Browsers read a backslash as a slash, and leave out tabs and line ends: `/\there` and `/<tab>/there` lead away.
  if (!asked || !/^\/(?!\/)[^\\\p{Cc}]*$/u.test(asked)) return home;
  const here = 'http://here.invalid';
  const url = new URL(asked, here);
  return url.origin === here ? url.pathname + url.search + url.hash : home;
}
