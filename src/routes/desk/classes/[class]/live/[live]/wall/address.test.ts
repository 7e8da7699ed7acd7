import { expect, test } from 'vitest';
import { givenOut, keepAddress, keptAddress } from './address.ts';

const addresses = ['http://192.168.1.5:3000/join/', 'http://10.0.0.7:3000/join/'];

/** What a browser keeps. */
function area() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  };
}

test('the address that was chosen is chosen when the wall loads again', () => {
  const browser = area();
  expect(keptAddress(browser, addresses)).toBe(0);
  keepAddress(browser, addresses[1]!);
  expect(keptAddress(browser, addresses)).toBe(1);
  expect(keptAddress(browser, [addresses[1]!, addresses[0]!])).toBe(0);
});

test('an address that the computer has no more, or that is none, is not kept', () => {
  const browser = area();
  for (const address of ['http://172.16.0.9:3000/join/', 'no address']) {
    keepAddress(browser, address);
    expect(keptAddress(browser, addresses)).toBe(0);
  }
});

test('a browser that keeps nothing begins with the first', () => {
  const closed = {
    getItem: () => {
      throw new DOMException('not allowed');
    },
    setItem: () => {
      throw new DOMException('not allowed');
    }
  };
  for (const browser of [null, closed]) {
    keepAddress(browser, addresses[1]!);
    expect(keptAddress(browser, addresses)).toBe(0);
  }
});

test('an address that no other device can open is not given out', () => {
  const way = { alone: false, addresses: addresses.map((address) => ({ address })) };
  expect(givenOut(way, 1)).toBe(addresses[1]);
  expect(givenOut({ alone: true, addresses: [{ address: 'http://127.0.0.1:3000/join/' }] }, 0)).toBeNull();
});
