import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync(new URL('../src/error.html', import.meta.url), 'utf8');

it('the page of last resort has a policy of its own, and needs nothing that this forbids', () => {
  const policy = /http-equiv="content-security-policy"\s+content="([^"]+)"/.exec(page)?.[1];
  expect(policy).toBe("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");
  expect(page).not.toMatch(/<script|<link|<img|\ssrc=|\shref=|\son\w+=/);
  // What the policy needs in the head is there before anything else can be.
  expect(page.indexOf('content-security-policy')).toBeLessThan(page.indexOf('<style'));
});

it('it promises of what was typed only what is true of everybody', () => {
  expect(page).toContain('What was shown as saved is kept.');
  expect(page).not.toMatch(/your answers|this browser/i);
});
