/**
 * `npm run agreement -- A B SOURCES_DIR`: how far two codings of the same texts agree, before anyone compared them.
 * A and B are each a folder of drafts (`scripts/anchor.ts`), a pack's `keys/`, or a file of codings without text such as
 * `lessons/khojaly/rounds/a.json`: {source: {"voice": [[start, end, label]], "figures": [[start, end, thread]],
 * "framing": [[start, end, device]]}}. `npm run agreement -- --save FILE A SOURCES_DIR` writes such a file.
 *
 * Prints Krippendorff's alpha (nominal), text by text and pooled. Its unit is a character, so that boundaries count too:
 *   voice       label, cue, furniture or nothing
 *   statements  the label alone, where both coders have a statement
 *   figures     in a figure or not
 *   threads     every pair of figures that both found: one thread or two (pooled: across the texts)
 *   framing     the device; where devices overlap, the set of them; or none
 *   marked      in any device or none
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { nextFree } from '../src/lib/packs/placing.ts';
import { alpha } from '../src/lib/scoring/agreement.ts';
import { anchor, type Range } from '../src/lib/text/span.ts';

const Mark = z.tuple([z.int(), z.int(), z.string()]);
type Mark = z.infer<typeof Mark>;
const Coding = z.strictObject({
  voice: z.array(Mark),
  figures: z.array(Mark),
  framing: z.array(Mark).nullable()
});
type Coding = z.infer<typeof Coding>;
const Codings = z.record(z.string(), Coding);
type Codings = z.infer<typeof Codings>;

// Of a draft or a key only what is measured: a coder's file may hold more.
const Span = z.object({ start: z.int(), end: z.int() });
const context = z.string().nullish();
const Voice = z.object({
  segments: z.array(
    z.object({
      kind: z.string(),
      label: z.string().optional(),
      voice: z.string().optional(),
      quote: z.union([z.string(), z.array(z.string())]).optional(),
      context,
      spans: z.array(Span).optional()
    })
  )
});
const Figures = z.object({
  figures: z.array(
    z.object({ thread: z.string(), quote: z.string().optional(), context, span: Span.optional() })
  )
});
const Framing = z.object({
  devices: z.array(
    z.object({ device: z.string(), quote: z.string().optional(), context, span: Span.optional() })
  )
});

class Unusable extends Error {}

try {
  main();
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { save: { type: 'string' } }
  });
  const folder = positionals.at(-1);
  const [first, second] = positionals.slice(0, -1);
  if (!folder || !first || Boolean(second) === Boolean(values.save) || positionals.length > 3)
    throw new Unusable('Use: npm run agreement -- A B SOURCES_DIR, or --save FILE A SOURCES_DIR');
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const texts = new Map(names.map((name) => [name.slice(0, -4), readFileSync(join(folder, name), 'utf8')]));
  const a = read(first, texts);
  if (values.save) writeFileSync(values.save, print(a));
  else if (second) console.table(compare(a, read(second, texts), texts));
}

function compare(
  a: Codings,
  b: Codings,
  texts: ReadonlyMap<string, string>
): Record<string, Record<string, string>> {
  const both = [...texts].flatMap(([id, text]) =>
    a[id] && b[id] ? [{ id, text, coders: [a[id], b[id]] as const }] : []
  );
  if (both.length === 0) throw new Unusable('No text was coded in both.');
  const layers: [string, (coding: Coding, text: string) => string[] | null][] = [
    ['voice', ({ voice }, text) => perCharacter(voice, text)],
    [
      'figures',
      ({ figures }, text) =>
        perCharacter(
          figures.map(([start, end]) => [start, end, 'figure']),
          text
        )
    ],
    ['framing', ({ framing }, text) => framing && perCharacter(framing, text)],
    [
      'marked',
      ({ framing }, text) =>
        framing &&
        perCharacter(
          framing.map(([start, end]) => [start, end, 'device']),
          text
        )
    ]
  ];
  const row = (of: typeof both): Record<string, string> => {
    const cells: Record<string, string> = {};
    for (const [layer, code] of layers) {
      const rows = of.flatMap(({ text, coders: [x, y] }) => {
        const [one, two] = [code(x, text), code(y, text)];
        return one && two ? one.map((value, i): [string, string] => [value, two[i]!]) : [];
      });
      cells[layer] = shown(rows);
      const isStatement = (value: string) => !['', 'cue', 'furniture'].includes(value);
      if (layer === 'voice') cells['statements'] = shown(rows.filter((pair) => pair.every(isStatement)));
      if (layer === 'figures') cells['threads'] = shown(samePairs(of));
    }
    return cells;
  };
  return { ...Object.fromEntries(both.map((text) => [text.id, row([text])])), 'all texts': row(both) };
}

/** What covers each character; several marks of one layer in a fixed order. */
function perCharacter(marks: readonly Mark[], text: string): string[] {
  const codes = Array.from({ length: text.length }, () => new Set<string>());
  for (const [start, end, code] of marks) for (let i = start; i < end; i++) codes[i]?.add(code);
  return codes.map((set) => [...set].sort().join('+'));
}

/** For every pair of figures that both coders found: whether each of them joins the two. */
function samePairs(texts: readonly { id: string; coders: readonly [Coding, Coding] }[]): [string, string][] {
  const found = texts.flatMap(({ coders: [a, b] }) =>
    a.figures.flatMap(([start, end, one]) => {
      const two = b.figures.find(([s, e]) => s === start && e === end)?.[2];
      return two === undefined ? [] : [{ one, two }];
    })
  );
  return found.flatMap((x, i) =>
    found.slice(i + 1).map((y): [string, string] => [String(x.one === y.one), String(x.two === y.two)])
  );
}

function shown(rows: readonly (readonly [string, string])[]): string {
  const value = alpha([rows.map(([one]) => one), rows.map(([, two]) => two)]);
  return Number.isNaN(value) ? '–' : value.toFixed(3);
}

function read(path: string, texts: ReadonlyMap<string, string>): Codings {
  if (!existsSync(path)) throw new Unusable(`There is no ${path}.`);
  if (statSync(path).isFile()) return parse(path, Codings);
  const codings: Codings = {};
  for (const [id, text] of texts) {
    const layer = <S extends z.ZodType>(name: string, schema: S): z.infer<S> | null => {
      const file = [join(path, `${id}.${name}.json`), join(path, `${id}.json`)].find((candidate) =>
        existsSync(candidate)
      );
      return file ? parse(file, schema) : null;
    };
    const voice = layer('voice', Voice);
    const figures = layer('figures', Figures);
    if (!voice || !figures) continue;
    const framing = layer('framing', Framing)?.devices ?? [];
    const mark = (
      code: string,
      entry: { quote?: string | undefined; context?: string | null | undefined; span?: Range | undefined }
    ): Mark => {
      const found = entry.span ?? anchor(text, entry.quote ?? '', entry.context ?? undefined);
      if (typeof found === 'string') throw new Unusable(`${path}, ${id}: ${found}`);
      return [found.start, found.end, code];
    };
    codings[id] = {
      voice: segmentMarks(text, voice),
      figures: figures.figures.map((figure) => mark(figure.thread, figure)),
      framing: framing.length > 0 ? framing.map((device) => mark(device.device, device)) : null
    };
  }
  return codings;
}

function segmentMarks(text: string, { segments }: z.infer<typeof Voice>): Mark[] {
  const taken: Range[] = [];
  let from = 0;
  return segments.flatMap(({ kind, label, voice, quote, context, spans }) => {
    const code = kind === 'statement' ? (voice ?? label ?? kind) : kind;
    let at = from;
    const found =
      spans ??
      [quote ?? []].flat().map((part): Range => {
        const span = context ? anchor(text, part, context) : nextFree(text, part, at, taken);
        if (!span || typeof span === 'string')
          throw new Unusable(`It does not stand where it should: "${part}"`);
        at = span.end;
        taken.push(span);
        return span;
      });
    from = found[0]?.end ?? from;
    return found.map(({ start, end }): Mark => [start, end, code]);
  });
}

function parse<S extends z.ZodType>(file: string, schema: S): z.infer<S> {
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Unusable(`${file}: ${z.prettifyError(parsed.error)}`);
}

/** A mark a line. */
function print(codings: Codings): string {
  return `${JSON.stringify(codings, null, 2).replace(/\[\s+(\d+),\s+(\d+),\s+("[^"]*")\s+\]/g, '[$1, $2, $3]')}\n`;
}
