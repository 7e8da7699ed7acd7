import { expect, test } from 'vitest';
import { reachableAt, reachedAt } from './address.ts';

const lan = ['192.168.1.20', '10.0.0.5'];
const at = (root: string, env: Parameters<typeof reachedAt>[1] = {}, networks = lan) =>
  reachedAt(new URL(root), env, networks);

test('is what the configuration says, whatever was asked', () => {
  expect(at('http://localhost:4173/', { PUBLIC_URL: 'https://words.example/course/' })).toEqual({
    address: 'https://words.example/course',
    alone: false
  });
});

test('is the address that was asked, where others can open it', () => {
  expect(at('http://192.168.1.20:4173/course/').address).toBe('http://192.168.1.20:4173/course');
});

test.each(['localhost', '127.0.0.1', '[::1]'])(
  'is this computer’s on the network, where %s was asked',
  (host) => {
    expect(at(`http://${host}:4173/`, { HOST: '0.0.0.0' })).toEqual({
      address: 'http://192.168.1.20:4173',
      alone: false
    });
  }
);

test('is said to be for this computer alone, where the server listens to no other', () => {
  expect(at('http://localhost:4173/')).toEqual({ address: 'http://localhost:4173', alone: true });
  expect(at('http://localhost:4173/', { HOST: '0.0.0.0' }, [])).toMatchObject({ alone: true });
});

const all = (root: string, env: Parameters<typeof reachableAt>[1]) =>
  reachableAt(new URL(root), env, lan).addresses;

test('are all of this computer’s on the network, where it has several, the one that was asked first', () => {
  const both = ['http://192.168.1.20:4173', 'http://10.0.0.5:4173'];
  expect(all('http://localhost:4173/', { HOST: '0.0.0.0' })).toEqual(both);
  expect(all('http://10.0.0.5:4173/', { HOST: '0.0.0.0' })).toEqual(both.toReversed());
});

test.each([
  { PUBLIC_URL: 'https://words.example' },
  { ORIGIN: 'https://words.example' },
  { HOST_HEADER: 'x-forwarded-host' },
  { PROTOCOL_HEADER: 'x-forwarded-proto' }
])('is one alone, where the configuration knows it: %o', (env) => {
  expect(all('https://words.example/', { ...env, HOST: '0.0.0.0' })).toEqual(['https://words.example']);
});
