import { expect, test } from 'vitest';
import { fakeArea } from './fixture.ts';
import { mend } from './mend.ts';
import { Settings } from './schema.ts';
import { DEFAULTS, settingsOf } from './settings.ts';
import { seal, Store } from './store.ts';

const KEY = 'whose-words/1/settings';
const storeOn = (area = fakeArea()) =>
  new Store(
    area,
    () => 1000,
    () => {}
  );

test('settings from before there was a text size are read, with the size as it was', () => {
  const area = fakeArea();
  area.setItem(KEY, seal({ theme: 'dark' }));
  expect(settingsOf(storeOn(area))).toEqual({ ...DEFAULTS, theme: 'dark' });
  expect(settingsOf(storeOn())).toEqual(DEFAULTS);
});

test('settings that another hand wrote are mended to the same', () => {
  const area = fakeArea();
  area.setItem(KEY, JSON.stringify({ format: 1, data: { theme: 'dark' } }));
  const store = storeOn(area);
  mend(store);
  expect(settingsOf(store)).toEqual({ ...DEFAULTS, theme: 'dark' });
  expect(Settings.parse({ theme: 'system' })).toEqual(DEFAULTS);
});

test('settings with a size that does not exist are set aside, and the page is as nobody chose', () => {
  const area = fakeArea();
  area.setItem(KEY, JSON.stringify({ format: 1, data: { theme: 'dark', size: 'huge' } }));
  const store = storeOn(area);
  mend(store);
  expect(settingsOf(store)).toEqual(DEFAULTS);
  expect(store.asides()).toHaveLength(1);
});
