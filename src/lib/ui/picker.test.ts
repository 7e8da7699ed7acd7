import { describe, expect, it } from 'vitest';
import { Picker } from './picker.svelte.ts';

// Two paragraphs: "a b c. d e." and "f g h."; `h` lies in a folded passage.
const lines = {
  count: 8,
  sentences: [
    [0, 3],
    [3, 5],
    [5, 8]
  ],
  paragraphs: [
    [0, 5],
    [5, 8]
  ]
} as const;
const picker = (allowed: [number, number][] = [[0, 7]]) =>
  new Picker(
    () => lines,
    () => allowed
  );
const key = (name: string, held: Partial<KeyboardEvent> = {}) => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held
});
const still = (word: number) => word;

describe('moving', () => {
  it('goes by word, sentence, paragraph and to both ends', () => {
    const p = picker();
    const to = (name: string, held?: Partial<KeyboardEvent>) => {
      p.key(key(name, held), still);
      return p.cursor;
    };
    expect(to('ArrowRight')).toBe(1);
    expect(to('ArrowRight', { ctrlKey: true })).toBe(3);
    expect(to('End')).toBe(4);
    expect(to('Home')).toBe(3);
    expect(to('PageDown')).toBe(5);
    expect(to('PageUp')).toBe(0);
    expect(to('End', { ctrlKey: true })).toBe(6);
    expect(to('ArrowRight')).toBe(6);
    expect(to('ArrowLeft', { ctrlKey: true })).toBe(5);
    expect(to('Home', { ctrlKey: true })).toBe(0);
    expect(to('ArrowLeft')).toBe(0);
  });

  it('leaves other keys alone', () => {
    expect(picker().key(key('x'), still)).toBe(false);
  });

  it('steps over what may not be picked', () => {
    const p = picker([
      [0, 2],
      [5, 7]
    ]);
    p.go(1);
    p.key(key('ArrowRight'), still);
    expect(p.cursor).toBe(5);
    p.key(key('ArrowLeft'), still);
    expect(p.cursor).toBe(1);
  });
});

describe('selecting', () => {
  it('gives the same selection by shift, by tapping twice and by dragging', () => {
    const shift = picker();
    shift.go(1);
    shift.key(key('ArrowRight', { shiftKey: true }), still);
    shift.key(key('ArrowRight', { shiftKey: true }), still);
    const tap = picker();
    tap.tap(1);
    tap.tap(3);
    const drag = picker();
    drag.select(1, 3);
    const enter = picker();
    enter.go(1);
    enter.begin();
    enter.go(3);
    for (const p of [shift, tap, drag, enter]) expect(p.selection).toEqual({ from: 1, to: 3 });
  });

  it('runs backwards as well', () => {
    const p = picker();
    p.tap(4);
    p.tap(2);
    expect(p.selection).toEqual({ from: 2, to: 4 });
  });

  it('begins anew with the third tap, and takes no tap on what may not be picked', () => {
    const p = picker();
    p.tap(1);
    p.tap(3);
    p.tap(5);
    expect(p.selection).toEqual({ from: 5, to: 5 });
    p.tap(7);
    expect(p.selection).toEqual({ from: 5, to: 5 });
  });

  it('never leaves the range in which it began', () => {
    const p = picker([
      [0, 2],
      [5, 7]
    ]);
    p.tap(0);
    p.tap(6);
    expect(p.selection).toEqual({ from: 0, to: 1 });
  });

  it('is dropped by a plain move', () => {
    const p = picker();
    p.select(1, 3);
    p.key(key('ArrowLeft'), still);
    expect(p.selection).toBeNull();
  });

  it('takes the whole of every sentence it meets', () => {
    const p = picker();
    p.select(2, 3);
    p.sentence();
    expect(p.selection).toEqual({ from: 0, to: 4 });
  });
});
