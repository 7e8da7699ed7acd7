import { expect, test } from 'vitest';
import { qrOf } from './qr.ts';

/** The squares that a path draws, as rows of dark (#) and light (.). */
function drawn({ path, size }: ReturnType<typeof qrOf>): string[] {
  const rows = Array.from({ length: size }, () => Array<string>(size).fill('.'));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let i = 0; i < Number(width); i++) rows[Number(y)]![Number(x) + i] = '#';
  return rows.map((row) => row.join(''));
}

test('an address is drawn with three finders, a quiet zone of four squares, and nothing outside it', () => {
  const code = qrOf('http://192.168.1.20:4173/join/?code=ABCDEFGH');
  const rows = drawn(code);
  const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
  const at = (x: number, y: number) => rows.slice(y, y + 7).map((row) => row.slice(x, x + 7));
  expect(at(4, 4)).toEqual(finder);
  expect(at(code.size - 11, 4)).toEqual(finder);
  expect(at(4, code.size - 11)).toEqual(finder);
  const edge = [
    ...rows.slice(0, 4),
    ...rows.slice(-4),
    ...rows.map((row) => row.slice(0, 4) + row.slice(-4))
  ];
  expect(edge.join('')).not.toContain('#');
});

test('another address is another picture', () => {
  expect(qrOf('http://a.example/')).not.toEqual(qrOf('http://b.example/'));
});
