/** The order matters: most browsers also call themselves Chrome or Safari. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari']
];

const SYSTEMS: [RegExp, string][] = [
  [/\b(iPhone|iPad|iPod)\b/, 'an iPhone or iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'a Mac'],
  [/\bLinux\b/, 'Linux']
];

/** The family of a browser, as it calls itself: `Firefox on Windows`. */
export function browserOf(userAgent: string): string {
  const browser = BROWSERS.find(([names]) => names.test(userAgent))?.[1];
  const system = SYSTEMS.find(([names]) => names.test(userAgent))?.[1];
  if (!browser) return 'Another program';
  return system ? `${browser} on ${system}` : browser;
}
