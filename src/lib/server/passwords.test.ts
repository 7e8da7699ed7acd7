import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

test('A password is stored salted by scrypt, and read however its letters were composed', async () => {
  const stored = await hashPassword('Jürgen am Kai');
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$[\w+/]{22}==\$[\w+/]{43}=$/);
  expect(await hashPassword('Jürgen am Kai')).not.toBe(stored);
  expect(await verifyPassword({ hash: stored, password: 'Ju\u0308rgen am Kai' })).toBe(true);
  expect(await verifyPassword({ hash: stored, password: 'Jurgen am Kai' })).toBe(false);
  for (const hash of ['', 'plain', 'scrypt$32768$8$3$$', stored.replace('scrypt', 'none')])
    expect(await verifyPassword({ hash, password: 'Jürgen am Kai' })).toBe(false);
});
