import { expect, test } from 'vitest';
import { tooOld } from './too-old.ts';

test('whoever is in a class on this device is shown to it, and others to their recovery code', () => {
  expect(tooOld(true)).toMatch(/already, you need none: choose it above\.$/);
  expect(tooOld(true)).not.toContain('recovery');
  expect(tooOld(false)).toMatch(/already, you need none: come back with your recovery code\.$/);
});
