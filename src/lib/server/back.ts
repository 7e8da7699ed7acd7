/**
 * Where somebody goes on after signing in: an address of this site, or `home`.
 * @param asked the `back` of an address: anybody may have written it
 */
export function backOf(asked: string | null, home: string): string {
  // Browsers read a backslash as a slash, and leave out tabs and line ends: `/\there` and `/<tab>/there` lead away.
  if (!asked || !/^\/(?!\/)[^\\\p{Cc}]*$/u.test(asked)) return home;
  const { pathname, search, hash } = new URL(asked, 'http://here.invalid');
  // And `/.//there` is `//there` once its dots are followed.
  return pathname.startsWith('//') ? home : pathname + search + hash;
}
