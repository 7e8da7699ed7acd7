import { expect, test } from 'vitest';
import { classesHere, noteClass, noteClasses } from './classes.ts';
import { fakeArea } from './fixture.ts';

const here = { id: 'c1', name: '9b English', learner: 'Sunny Orchard' };
const other = { id: 'c2', name: 'Media', learner: 'Quiet Heron' };

test('a browser notes its classes, the one that was opened last first, and each once', () => {
  const area = fakeArea();
  noteClass(area, '', here);
  noteClass(area, '', other);
  noteClass(area, '', { ...here, learner: 'Calm Lake' });
  expect(classesHere(area, '')).toEqual([{ ...here, learner: 'Calm Lake' }, other]);
  // Another copy of the site in the same origin has classes of its own.
  expect(classesHere(area, '/elsewhere')).toEqual([]);
});

test('what the server tells takes the place of what was noted, and nothing stays behind', () => {
  const area = fakeArea();
  noteClasses(area, '', [here, other]);
  noteClasses(area, '', [other]);
  expect(classesHere(area, '')).toEqual([other]);
  noteClasses(area, '', []);
  expect(area.keys()).toEqual([]);
});

test('what is no list of classes is none, and a browser that keeps nothing is no trouble', () => {
  const area = fakeArea();
  noteClasses(area, '', [here]);
  const [key] = area.keys();
  for (const junk of ['{', '7', '[{"id":"../x","name":"a","learner":"b"},null,{"id":"c"}]']) {
    area.setItem(key!, junk);
    expect(classesHere(area, '')).toEqual([]);
  }
  const full = {
    ...area,
    setItem: () => {
      throw new Error('full');
    }
  };
  expect(() => noteClass(full, '', here)).not.toThrow();
});
