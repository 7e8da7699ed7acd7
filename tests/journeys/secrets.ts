import { expect } from '@playwright/test';

/** Letters and digits alone, so that neither escapes nor quotation marks hide a sentence. */
export function bare(text: string): string {
  return text
    .replace(/&(quot|amp|lt|gt|#39|#x27);/g, '')
    .replace(/\\u00[0-9a-f]{2}|\\[nrt]/gi, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Every reason in a key, however deep. */
export function reasonsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(reasonsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'reason' && typeof inner === 'string' ? [inner] : reasonsIn(inner)
  );
}

/**
 * A policy lets a page load from its own place only, and run no script that is written into it.
 * @param policy as the header or the page has it
 */
export function expectStrict(policy: string, path: string): void {
  const directives = new Map(
    policy.split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(/\s+/);
      return [name, values];
    })
  );
  expect(directives.get('default-src'), path).toEqual(["'self'"]);
  expect(directives.get('connect-src'), path).toEqual(["'self'"]);
  expect(directives.get('img-src'), path).toEqual(["'self'"]);
  expect(directives.get('object-src'), path).toEqual(["'none'"]);
  expect(directives.get('base-uri'), path).toEqual(["'self'"]);
  const scripts = directives.get('script-src') ?? [];
  expect(scripts, path).toContain("'self'");
  for (const source of scripts) expect(source, path).toMatch(/^'(self|sha256-.+|nonce-.+)'$/);
}

/** Who may show an answer within a page of theirs (nobody), what it may be taken for, and what the next place hears. */
export function expectGuarded(headers: Record<string, string>, path: string): void {
  expect(headers['content-security-policy'] ?? '', path).toContain("frame-ancestors 'none'");
  expect(headers['x-frame-options'], path).toBe('DENY');
  expect(headers['x-content-type-options'], path).toBe('nosniff');
  expect(headers['referrer-policy'], path).toBe('same-origin');
}
