import { correction, generate } from 'lean-qr';

/** A QR code as a picture draws it: dark squares as one path, each of 1 by 1, in a square of `size`. */
export interface QrCode {
  path: string;
  size: number;
}

/** White round the code, in squares: what the standard asks for, so that a camera finds it on any ground. */
const QUIET = 4;

/** Draws an address. Level M: read even where a seventh of it is hidden, by a lamp in the screen say. */
export function qrOf(text: string): QrCode {
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = '';
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue;
      const from = x;
      while (code.get(x + 1, y)) x += 1;
      path += `M${from + QUIET} ${y + QUIET}h${x + 1 - from}v1h-${x + 1 - from}z`;
    }
  return { path, size: code.size + 2 * QUIET };
}
