import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/**
 * Passwords as they are stored: `scrypt$N$r$p$salt$key`, salt and key in base64. The cost is OWASP's for 32 MiB; it is
 * written with every password, so that it can be raised later. The work is done beside the event loop.
 */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;

/** @returns what is stored of a password */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Whether a password is the one that was stored. */
export async function verifyPassword(stored: { hash: string; password: string }): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = stored.hash.split('$');
  if (scheme !== 'scrypt' || !salt || !key) return false;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const derived = await derive(stored.password, Buffer.from(salt, 'base64'), cost);
  const kept = Buffer.from(key, 'base64');
  return kept.length === derived.length && timingSafeEqual(kept, derived);
}

function derive(password: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  // Node refuses costs above a limit of its own unless the memory is granted.
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((done, failed) =>
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? failed(error) : done(key)
    )
  );
}
