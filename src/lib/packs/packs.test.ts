import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { lessonProblems } from '../../../scripts/lessons.ts';
import { registry } from '../exercises/registry.ts';
import { readFiles } from './files.ts';
import { readPacks } from './load.ts';
import { checkSubmission } from './submission.ts';

const files = readFiles(resolve(import.meta.dirname, '../../../lessons'));
const read = await readPacks(files);
const exercises = read.packs.flatMap((pack) => pack.exercises);
/** Of the two packs that ship: another one need not have as much. */
const ourTexts = read.packs
  .filter(({ slug }) => ['warm-up', 'khojaly'].includes(slug))
  .flatMap((pack) => pack.sources);
const logics = Object.fromEntries(
  await Promise.all(Object.entries(registry).map(async ([name, type]) => [name, await type.logic()] as const))
);

describe('the shipped packs', () => {
  test('hold: nothing stops the build', () => expect(read.problems).toEqual([]));

  test('are the warm-up and Khojaly, in this order', () => {
    expect(read.packs.map((pack) => pack.slug)).toEqual(['warm-up', 'khojaly']);
  });

  test('hold the five texts byte for byte', () => {
    const sums = {
      'azernews-2022': '17014d2d1d0b1984f12d6965789ce017a3f52404fea2219d825852b075a9eb70',
      'letter-2022': '928b10310f4bc630af7314fcac8c1b7cb4d652d7adda7f831e55264d0d56ab06',
      'statement-2024': '853c049691c7f20237f77b16857c347411942e838a98fdb31d004a20d1a6a026',
      'message-2024': 'f8079aaccc77886cdcb38757ce2b2d0504e3f4465e09bdea719fc1bca51f9520',
      'appeal-2026': '50e848489384ffa1a564bbe8f01530fd648ff79f27981d872beab23b0d43f053'
    };
    for (const [id, sum] of Object.entries(sums)) {
      const text = files.get(`khojaly/sources/${id}.txt`)!;
      expect(createHash('sha256').update(text).digest('hex'), id).toBe(sum);
    }
  });

  test('open Khojaly with its ground note', () => {
    const { ground, absent, reviewed } = read.packs.find((pack) => pack.slug === 'khojaly')!.meta;
    const note = ground.join('\n');
    expect(note).toMatch(/does not ask whether civilians were killed at Khojaly in February 1992/);
    expect(note).toMatch(
      /independent of both governments investigated and reported mass killing of civilians/
    );
    for (const report of [
      'Bloodshed in the Caucasus',
      'Seven Years of Conflict',
      'Memorial Human Rights Centre'
    ])
      expect(note).toContain(report);
    expect(note).toMatch(/use the word genocide and also ask for a legal assessment/);
    expect(note).toMatch(/Nothing here weighs one suffering against another/);
    expect(absent.join('\n')).toMatch(
      /No Armenian official or witness is quoted.*nor a survivor, nor an independent investigator/
    );
    expect(reviewed).toMatch(/Readers of both communities have not yet gone through this pack/);
  });

  test('say what a text contains beside its exercises: another note leaves their versions as they are', async () => {
    const meta = parse(files.get('khojaly/pack.yaml')!) as { sources: { contains?: string[] }[] };
    for (const source of meta.sources) source.contains = ['something else'];
    const { packs } = await readPacks(new Map([...files, ['khojaly/pack.yaml', stringify(meta)]]));
    const versions = (all: typeof packs) =>
      all.flatMap((pack) => pack.exercises.map(({ slug, version }) => `${slug} ${version}`));
    expect(versions(packs)).toEqual(versions(read.packs));
    expect(packs.map(({ meta }) => meta.sources[0]!.contains)).toEqual([[], ['something else']]);
  });

  test('say where a note of a text is wrong, and what to do', async () => {
    const text = files
      .get('khojaly/pack.yaml')!
      .replace(
        '- whole families killed and children who lost parents',
        '- Families were killed. Others too.'
      );
    const { problems } = await readPacks(new Map([...files, ['khojaly/pack.yaml', text]]));
    expect(problems[0]).toMatchObject({
      ...{ file: 'lessons/khojaly/pack.yaml', place: 'sources.0.contains.1' },
      message: expect.stringMatching(/write it without a full stop/),
      fix: expect.stringMatching(/CONTRIBUTING/)
    });
  });

  test('ask nothing that lies in a folded passage', async () => {
    const { annotation, ...statement } = read.packs
      .flatMap((pack) => pack.sources)
      .find((source) => source.id === 'statement-2024')!;
    expect(annotation.folds.map((fold) => fold.span.quote).join()).toContain('56 were subjected');
    const [fold] = annotation.folds;
    const within = annotation.segments.find((s) => s.spans.some((span) => span.start === fold!.span.start))!;
    const asked = exercises.flatMap((e) => JSON.stringify(e.item).match(/statement-2024#s\d+/g) ?? []);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked).not.toContain(`statement-2024#${within.id}`);
    const selects = ['s01', 's03', 's05', within.id, 's02', 's04', 's06'].map((id) => `statement-2024#${id}`);
    const derived = (await registry.attribution.logic()).derive(
      { mode: 'sort', classes: ['states', 'characterises'], statements: selects },
      {
        sources: new Map([[statement.id, { annotation, ...statement }]]),
        threads: { threads: [], lookalikes: [], quotations: [], contrasts: [], questions: [] }
      }
    );
    expect('problems' in derived && derived.problems.map((problem) => problem.code)).toEqual(['folded']);
  });

  test('have a sort, a mark and a link for each text', () => {
    const modesOf = (id: string) =>
      exercises
        .filter(({ type, sources }) => type === 'attribution' && sources.includes(id))
        .map(({ item }) => (item as { mode: string }).mode);
    expect(ourTexts.length).toBe(10);
    for (const { id } of ourTexts)
      expect(modesOf(id), id).toEqual(expect.arrayContaining(['sort', 'mark', 'link']));
  });

  test('have a stand-in of the same skill for each Khojaly exercise', () => {
    const khojaly = read.packs.find((pack) => pack.slug === 'khojaly')!;
    for (const exercise of khojaly.exercises)
      expect(Object.keys(khojaly.meta.standIns), exercise.slug).toContain(exercise.slug);
  });

  test('have at least 12 devices with owner and swap in each Khojaly text', () => {
    const khojaly = read.packs.find((pack) => pack.slug === 'khojaly')!;
    for (const { id, annotation } of khojaly.sources)
      expect(annotation.devices.filter((d) => d.owner && d.swap).length, id).toBeGreaterThanOrEqual(12);
  });

  test('have at least as many plain stretches as devices in every text', () => {
    expect(ourTexts.length).toBe(10);
    for (const { id, annotation } of ourTexts)
      expect(annotation.plain.length, id).toBeGreaterThanOrEqual(annotation.devices.length);
  });

  test('give a reason of a sentence or more for every entry of every layer', () => {
    for (const { sources, threads } of read.packs) {
      const entries = sources.flatMap(({ annotation: { segments, figures, devices, plain } }) => [
        ...segments.filter((segment) => segment.kind !== 'cue'),
        ...figures,
        ...devices,
        ...plain
      ]);
      const joined = [...threads.threads, ...threads.lookalikes, ...threads.quotations];
      expect(entries.length + joined.length).toBeGreaterThan(200);
      for (const { reason } of [...entries, ...joined])
        expect(reason).toMatch(/^[\p{Lu}\p{N}“‘].{18,}[.?!”’)]$/su);
      // In our typography, except inside what is quoted.
      for (const { reason } of [...entries, ...joined])
        expect(reason.replaceAll(/“[^”]*”/gu, '')).not.toMatch(/["'“”]/u);
    }
  });
});

describe('every shipped exercise', () => {
  test.each(exercises.map((e) => [`${e.pack}/${e.slug}`, e] as const))(
    '%s: the key scores 1, a blank answer is shown as 0',
    (_, e) => {
      const logic = logics[e.type]!;
      const item = logic.item.parse(e.item);
      const key = logic.key.parse(e.key);
      const best = logic.check(item, key, logic.solution(item, key));
      const blank = logic.check(item, key, logic.blank(item));
      expect(best.status === 'scored' && best.score).toBe(1);
      expect(blank.status === 'scored' && blank.score <= 0).toBe(true);
    }
  );

  test.each(exercises.map((e) => [`${e.pack}/${e.slug}`, e] as const))(
    '%s: its item gives nothing of the key away',
    (_, e) => {
      const secret = [
        'as',
        'reason',
        'contested',
        'shows',
        'undecided',
        'readings',
        'order',
        'words',
        'cues',
        'units',
        'entries',
        'voice',
        'device',
        'owner',
        'accept',
        'looksLike',
        'presupposed',
        'compared',
        'about',
        'others',
        'ref',
        'act',
        'width'
      ];
      expect(namesIn(e.item).filter((name) => secret.includes(name))).toEqual([]);
      expect(namesIn(e.key)).toEqual(expect.arrayContaining(['reason', 'contested']));
    }
  );
});

/** Every property name that a value holds, at any depth. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...new Set([...own, ...Object.values(value).flatMap(namesIn)])];
}

/** One pack that is broken on purpose: what was done to which file. */
interface Mutant {
  path: string;
  what: string;
  /** The file's new text, or null where it is gone; a function, so that a failure is not printed with all of it. */
  text: () => string | null;
}

const JSON_FILES = [...files.keys()].filter((path) => path.endsWith('.json') && !path.includes('/rounds/'));
const TEXTS = [...files.keys()].filter((path) => path.endsWith('.txt'));
const YAMLS = [...files.keys()].filter((path) => path.endsWith('pack.yaml'));
const LESSONS = [...files.keys()].filter((path) => /\/\d\d-[a-z-]+\.md$/.test(path));
const NOTES = [...files.keys()].filter((path) => path.endsWith('.teacher.md'));

/** Ways to break a pack; each of them must be noticed. */
const mutants: fc.Arbitrary<Mutant> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...YAMLS), fc.nat(), fc.constantFrom('delete', 'retype', 'extra'))
    .map(([path, pick, how]) => mutated(path, parse(files.get(path)!), pick, how, stringify)),
  fc.tuple(fc.constantFrom(...LESSONS), fc.nat()).map(([path, pick]) => {
    const text = files.get(path)!;
    const ways = [
      ['no front matter', text.replace(/^---/, '')],
      ['no title', text.replace(/^title: .*$/m, '')],
      ['no aims', text.replace(/^aims:$/m, 'goals:')],
      ['another exercise in the text', text.replace(/<Exercise slug="/, '<Exercise slug="no-')],
      ['an exercise without a name', text.replace(/<Exercise slug="[^"]*"/, '<Exercise')],
      ['a question from a lesson that is not there', text.replace(/^( +- from: ).*$/m, '$199-nowhere')],
      ['an answer that is none of the options', text.replace(/^( +answer: ).*$/m, '$1Something else')],
      ['no questions for later', text.replace(/^later:\n(?: .*\n)+/m, '')],
      ['no summary of what to take along', text.replace(/^<TakeAlong>/m, '<Card>')],
      ['a raw brace in the prose', text.replace(/(?<=^## .*\n\n[A-Z])/m, '{')],
      ['a raw angle in the prose', text.replace(/(?<=^## .*\n\n[A-Z]\w* )/m, '< ')],
      ['a name in braces in the prose', text.replace(/(?<=^## .*\n\n)/m, '{name} ')],
      [
        'a half-worked answer that is none of the options',
        text.replace(/(?<=<HalfWorked[^>]* answer=")/, 'No ')
      ],
      ['marked words that are not in the sentence', text.replace(/(?<=<Worked[^>]* words=")/, 'No ')],
      ['an example that is not closed', text.replace('</Worked>', '')],
      ['a part that is not imported', text.replace(/^ *import Term .*\n/m, '')]
    ].filter(([, changed]) => changed !== text);
    const [what, changed] = ways[pick % ways.length] as [string, string];
    return { path, what, text: () => changed };
  }),
  fc.tuple(fc.constantFrom(...NOTES), fc.nat()).map(([path, pick]) => {
    const text = files.get(path)!;
    if (pick % 6 === 5) return { path, what: 'a raw brace', text: () => `${text}\nA raw { in the prose.\n` };
    const headings = ['Aim', 'Forty-five minutes', 'Likely misreadings', 'Rules for talking', 'Opting out'];
    const heading = headings[pick % 6]!;
    return { path, what: `no heading ${heading}`, text: () => text.replace(`## ${heading}\n`, '') };
  }),
  fc.constantFrom(...LESSONS, ...JSON_FILES).map((path) => {
    const misnamed = path.replace(/\/([^/]+)$/, (_, name: string) => `/X${name}`);
    return { path: misnamed, what: 'a file with a name of no kind', text: () => files.get(path)! };
  }),
  fc
    .tuple(fc.constantFrom(...JSON_FILES), fc.nat(), fc.constantFrom('delete', 'retype', 'extra'))
    .map(([path, pick, how]) => mutated(path, JSON.parse(files.get(path)!), pick, how, JSON.stringify)),
  fc.tuple(fc.constantFrom(...TEXTS), fc.nat()).map(([path, pick]) => {
    const text = files.get(path)!;
    const at = pick % (text.trimEnd().length - 1);
    return { path, what: `a letter more at ${at}`, text: () => `${text.slice(0, at)}x${text.slice(at)}` };
  }),
  fc
    .tuple(
      fc.constantFrom(...JSON_FILES.filter((path) => path.includes('/keys/'))),
      fc.nat(),
      fc.constantFrom('start', 'end', 'quote')
    )
    .map(([path, pick, what]) => {
      const value: unknown = JSON.parse(files.get(path)!);
      const spans = objects(value, path).filter(([object]) => 'quote' in object && 'start' in object);
      const [span, at] = spans[pick % spans.length]!;
      if (what === 'quote') span['quote'] = `${String(span['quote'])} `;
      else span[what] = Number(span[what]) + 1;
      return { path, what: `moved ${what} of ${at}`, text: () => JSON.stringify(value) };
    }),
  fc
    .tuple(
      fc.constantFrom(
        ...JSON_FILES.filter((path) => path.includes('/keys/') && !path.endsWith('threads.json'))
      ),
      fc.nat()
    )
    .map(([path, pick]) => {
      const value = JSON.parse(files.get(path)!) as { segments: unknown[] };
      const [gone] = value.segments.splice(pick % value.segments.length, 1);
      return {
        path,
        what: `without ${JSON.stringify(gone).slice(0, 40)}`,
        text: () => JSON.stringify(value)
      };
    }),
  fc
    .constantFrom(...JSON_FILES.filter((path) => path.includes('/keys/')), ...TEXTS, ...NOTES)
    .map((path) => ({ path, what: 'file gone', text: () => null })),
  fc.tuple(fc.constantFrom(...JSON_FILES), fc.nat()).map(([path, pick]) => {
    const text = files.get(path)!.trimEnd();
    return { path, what: 'cut short', text: () => text.slice(0, pick % text.length) };
  })
);

/** What a pack may leave out, by its path. */
const MAY_LACK = /pack\.yaml\.(?:ledger|event|sources\.\d+\.contains)$/;

/** Deletes, retypes or adds one property somewhere in a value. */
function mutated(
  path: string,
  value: unknown,
  pick: number,
  how: string,
  write: (value: unknown) => string
): Mutant {
  const places = objects(value, path);
  const [object, at] = places[pick % places.length]!;
  const names = Object.keys(object).filter((name) => how !== 'delete' || !MAY_LACK.test(`${at}.${name}`));
  const name = names[pick % names.length]!;
  if (how === 'delete') delete object[name];
  else if (how === 'extra') object['unheard-of'] = 1;
  else object[name] = typeof object[name] === 'boolean' ? 'yes' : true;
  return { path, what: `${how} ${at}.${name}`, text: () => write(value) };
}

function objects(value: unknown, at: string): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const own: [Record<string, unknown>, string][] =
    Array.isArray(value) || Object.keys(value).length === 0 || at.endsWith('.select')
      ? []
      : [[value as Record<string, unknown>, at]];
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => objects(inner, `${at}.${name}`))];
}

describe('a broken pack', () => {
  test(
    'never passes silently and never crashes without a place: 200 mutants',
    { timeout: 300_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(mutants, async ({ path, what, text }) => {
          const changed = new Map(files);
          const mutated = text();
          if (mutated === null) changed.delete(path);
          else changed.set(path, mutated);
          // Of lessons that are as they were it is known that they compile.
          const compiled = new Map([...changed].filter(([name]) => name === path || name.endsWith('.txt')));
          const problems = [...(await readPacks(changed)).problems, ...(await lessonProblems(compiled))];
          expect(problems.length, `${path}: ${what}`).toBeGreaterThan(0);
          for (const problem of problems) {
            expect(problem.file, what).toMatch(/^lessons\/[a-z-]+\//);
            for (const part of [problem.place, problem.message, problem.fix])
              expect(part.length, what).toBeGreaterThan(2);
          }
        }),
        { numRuns: Number(process.env.MUTANTS ?? 200), seed: Number(process.env.MUTANT_SEED ?? 1992) }
      );
    }
  );
});

describe('a reserved exercise', () => {
  const withReserved = async (of: string, change: (select: Record<string, unknown>) => object) => {
    const { select, ...rest } = JSON.parse(files.get(`warm-up/exercises/${of}.json`)!) as {
      select: Record<string, unknown>;
    };
    const text = JSON.stringify({ ...rest, access: 'reserved', select: change(select) });
    const { problems } = await readPacks(new Map([...files, ['warm-up/exercises/kept-back.json', text]]));
    return problems.map(({ file, message }) => `${file}: ${message}`);
  };

  test('does not build where the key of an open one holds what it asks, though only beside it', async () => {
    const said = await withReserved('spot-careful', (select) => select);
    expect(said.join('\n')).toMatch(/kept-back\.json: the key of the open exercise spot-careful holds/);
    // All statements of a text stand in the key of whoever marks it.
    const sorted = await withReserved('sort-careful', (select) => select);
    expect(sorted.join('\n')).toMatch(/the key of the open exercise mark-careful holds/);
  });
});

describe('a submission', () => {
  const open = read.packs[0]?.exercises.find((e) => e.access === 'open');
  const reserved = read.packs[0]?.exercises.find((e) => e.access === 'reserved');
  const outcome = async (raw: unknown) => {
    const result = await checkSubmission(read.packs, raw, 'open');
    return 'refused' in result ? result.refused : result.verdict.status;
  };

  test('to an open exercise is checked; a malformed answer is a verdict too', async () => {
    const exercise = `warm-up/${open!.slug}`;
    expect(await outcome({ exercise, answer: null })).toBe('invalid');
    expect(await outcome({ exercise, version: open!.version, answer: { mode: 'mark', marks: [] } })).toMatch(
      /scored|invalid/
    );
  });

  test('to a reserved one is refused where only open ones are checked', async () => {
    expect(await outcome({ exercise: `warm-up/${reserved!.slug}`, answer: {} })).toBe('reserved');
  });

  test('that names no exercise, another version, or is none, is refused', async () => {
    expect(await outcome({ exercise: 'warm-up/none', answer: {} })).toBe('unknown');
    expect(await outcome({ exercise: `warm-up/${open!.slug}`, version: 'old', answer: {} })).toBe('version');
    expect(await outcome({ answer: {} })).toBe('malformed');
  });
});
