import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOf } from './back.ts';

const HOME = '/desk/';

test.each(['/desk/classes/abc/', '/desk/?a=1&b=%2F%2Fx', '/reading-room/desk/#names'])(
  '%s of this site is gone back to',
  (address) => expect(backOf(address, HOME)).toBe(address)
);

test.each([
  ...[null, '', 'desk/', 'https://elsewhere.example/', '//elsewhere.example/', '///elsewhere.example/'],
  ...['/\\elsewhere.example/', '\\/elsewhere.example', '/\t/elsewhere.example', '/\n/elsewhere.example'],
  ...[
    'javascript:alert(1)',
    'data:text/html,x',
    ' /desk/',
    '/.//elsewhere.example/',
    '/desk/..//elsewhere.example'
  ]
])('%j leads home instead', (address) => expect(backOf(address, HOME)).toBe(HOME));

test('nothing that anybody writes there leads to another site', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    ':',
    '@',
    '?',
    '#',
    '%2F',
    '\t',
    'a',
    'elsewhere.example'
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const to = new URL(backOf(pieces.join(''), HOME), 'https://here.example/desk/sign-in/');
      return to.origin === 'https://here.example';
    }),
    { numRuns: 5000, seed: 4 }
  );
});
