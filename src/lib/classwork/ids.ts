const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id for a delivery: 20 characters, 100 random bits. Plain http has no `randomUUID`. */
export function newDelivery(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');
}
