import { createHash, randomBytes } from 'node:crypto';

/** Letters and digits that nobody takes for another when they are read aloud or off a wall. */
const CLEAR = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const SMALL = '0123456789abcdefghjkmnpqrstvwxyz';

function draw(alphabet: string, length: number): string {
  let text = '';
  // Bytes beyond the last whole multiple are drawn again: every letter is as likely as the others.
  const limit = 256 - (256 % alphabet.length);
  while (text.length < length)
    for (const byte of randomBytes(length)) {
      if (byte < limit && text.length < length) text += alphabet[byte % alphabet.length];
    }
  return text;
}

/** An id for a row: 20 characters, 100 random bits, fit for an address and a cookie's name. */
export const newId = (): string => draw(SMALL, 20);

/** A secret for a cookie or a link: 40 characters, 200 random bits. Only its hash is stored. */
export const newToken = (): string => draw(SMALL, 40);

/** A code that people type: `length` clear letters and digits (8 are 39 bits, 12 are 58). */
export const newCode = (length = 8): string => draw(CLEAR, length);

/** What is stored of a secret with so many random bits that guessing is hopeless. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A code as it was meant, however it was typed: spaces, hyphens and small letters do not matter. */
export const plainCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');

/** A code as it is shown, in groups of four. */
export const shownCode = (code: string): string => code.match(/.{1,4}/g)?.join(' ') ?? '';
