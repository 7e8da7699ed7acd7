import { expect, test } from 'vitest';
import { boardUnits } from '../parts/board.ts';
import { isHalf } from '../parts/half-reading.ts';
import { classroom } from './aggregate.ts';
import { exercise } from './fixture.ts';
import { logic } from './logic.ts';
import type { SpotAnswer } from './schema.ts';

const { item, key } = exercise('spot');
if (item.mode !== 'spot' || key.mode !== 'spot') throw new Error('The fixture has no spotting exercise.');
const [one, two, three] = key.entries.filter(({ as }) => as !== 'plain');
const answer = (change: Partial<SpotAnswer>): SpotAnswer => ({
  ...(logic.blank(item) as SpotAnswer),
  ...change
});
const owners = { [one!.id]: item.owners[0]!, [two!.id]: item.owners[0]! };

test('a device that is not named, or laid at no door, is half answered; a named one that is laid at a door is whole', () => {
  expect(logic.half(item, answer({ labels: { [one!.id]: item.devices[0]! }, owners: {} }))).toEqual([
    { count: 1, owed: 'whose choice is open' }
  ]);
  const labels = { [one!.id]: 'device', [two!.id]: 'device', [three!.id]: 'device' } as const;
  expect(logic.half(item, answer({ labels, owners }))).toEqual([
    { count: 2, owed: 'device not named' },
    { count: 1, owed: 'device not named and whose choice is open' }
  ]);
  // Where only some items are counted, contested ones left out, say, so are the halves.
  expect(logic.half(item, answer({ labels, owners }), new Set([two!.id]))).toEqual([
    { count: 1, owed: 'device not named' }
  ]);
  const whole = { [one!.id]: item.devices[0]!, [two!.id]: 'plain' } as const;
  expect(logic.half(item, answer({ labels: whole, owners: { [one!.id]: item.owners[0]! } }))).toEqual([]);
});

test('where it is asked only whether a stretch is a device, saying so is all there is to say', () => {
  const { item } = exercise('found');
  if (item.mode !== 'spot') throw new Error('The fixture has no exercise on devices alone.');
  const labels = Object.fromEntries(item.asked.map(({ id }) => [id, 'device' as const]));
  expect(logic.half(item, { ...(logic.blank(item) as SpotAnswer), labels })).toEqual([]);
  expect(classroom.becomes(item, item.asked[0]!.id, 'device')).toBeNull();
});

test('a device that is not named can still become any device, and plain wording no more; which ones is said once', () => {
  const { units, agreement, becomes } = classroom.count(item, [
    answer({ labels: { [one!.id]: 'device' } }),
    answer({ labels: { [one!.id]: one!.as as SpotAnswer['labels'][string] } })
  ]);
  const readings = units.find(({ id }) => id === one!.id)!.readings;
  const half = readings.find(({ given }) => given === 'device')!;
  expect(readings.filter((each) => isHalf(each, becomes, one!.as))).toEqual([half]);
  expect(isHalf(half, becomes, 'plain')).toBe(false);
  expect(half).toEqual({ given: 'device', count: 1, half: true });
  expect(becomes).toEqual(item.devices);
  expect(classroom.reading(item, one!.id, 'device').name).toBe('A device, without saying which');
  // Two who do not contradict each other do not differ: there is nothing to agree on yet.
  expect(agreement[0]!.found).toBeNull();
});

test('what is half answered is told in the verdict, and called no other device', async () => {
  const { account } = await import('./account.ts');
  const given = answer({ labels: { [one!.id]: 'device' } });
  const verdict = logic.check(item, key, given);
  if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict));
  const { told, lines } = account(item, given, verdict);
  expect(told.found).toContain('You did not name 1 of the devices that you found.');
  expect(lines.find((line) => line.item.id === one!.id)!.code).toBe(
    'Found, device not named, whose choice left open'
  );
});

test('a device that is named as the key names it is read in part while whose choice it is is open, or said otherwise', async () => {
  const { account } = await import('./account.ts');
  const owned = key.entries.find(({ as, owner }) => owner && item.devices.some((device) => device === as))!;
  const lineOf = (owners: SpotAnswer['owners']) => {
    const given = answer({ labels: { [owned.id]: owned.as as SpotAnswer['labels'][string] }, owners });
    const verdict = logic.check(item, key, given);
    if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict));
    const { told, lines } = account(item, given, verdict);
    return { found: told.found, ...lines.find((line) => line.item.id === owned.id)! };
  };
  const open = lineOf({});
  expect(open).toMatchObject({ code: 'Read in part: whose choice left open', agrees: false });
  expect(open.found).toContain('You did not say whose choice it is for 1 of those that you found.');
  const other = item.owners.find((owner) => owner !== owned.owner)!;
  expect(lineOf({ [owned.id]: other })).toMatchObject({
    code: 'Read in part: whose choice differs',
    agrees: false
  });
  const whole = lineOf({ [owned.id]: owned.owner! });
  expect(whole).toMatchObject({ code: 'Read as the key reads it', agrees: true });
  expect(whole.found).not.toContain('whose choice');
});

test('whose choice it is, only who called it a device is asked, and nobody else leaves it open', () => {
  const { units } = classroom.count(item, [
    answer({ labels: { [one!.id]: 'device' }, owners: { [one!.id]: item.owners[0]! } }),
    answer({ labels: { [one!.id]: 'device' } }),
    answer({ labels: { [one!.id]: 'plain' } }),
    answer({})
  ]);
  const shown = boardUnits(
    { of: 4, units, heat: [], agreement: [] },
    (_, given) => ({ name: given, sign: '', look: '' }),
    null
  );
  const openOf = (id: string) => shown.find((unit) => unit.id === id)!.open;
  expect(openOf(one!.id)).toBe(1);
  expect(openOf(`owner:${one!.id}`)).toBe(1);
});
