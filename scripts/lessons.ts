import { resolve } from 'node:path';
import { compile, parse, preprocess, type AST } from 'svelte/compiler';
import type { Plugin } from 'vite';
import { readFiles } from '../src/lib/packs/files.ts';
import { pathOf, printed, type Files, type PackProblem } from '../src/lib/packs/parse.ts';
import { occurrences } from '../src/lib/packs/placing.ts';
import { TAGS } from '../src/lib/packs/tags.ts';
import * as markdown from './markdown.js';

/**
 * Checks of lessons what only their compilation shows: that they compile, as in a build, and that each part is given
 * what it needs. `npm run packs` and the build do it; a server, whose lessons are compiled, does not.
 */

/** Lessons, and the notes to them. */
const LESSON = /^[^/]+\/\d\d-[a-z0-9-]+(\.teacher)?\.md$/;

const MARKUP = 'write it as Markdown, or as the compiler says';
const NOT_WRITTEN = 'it is not written out';
const PLAIN = "write a raw { of prose as {'{'} and a raw < as &lt;, and close every tag that is opened";

type Node = AST.Fragment['nodes'][number];
type Expression = AST.ExpressionTag['expression'];
/** Says of a place in the compiled text what is wrong there. */
type Say = (at: number, what: string, message: string, fix: string) => void;

/** Compiles every lesson and every teacher’s notes. @returns what is wrong, each with line and column */
export async function lessonProblems(files: Files): Promise<PackProblem[]> {
  const lessons = [...files].filter(([path]) => LESSON.test(path));
  return (await Promise.all(lessons.map(([path, text]) => problemsOf(path, text, files)))).flat();
}

/** Stops a build before it begins where a lesson would not compile, and says all that is wrong with any of them. */
export function lessons(): Plugin {
  return {
    name: 'whose-words-lessons',
    apply: 'build',
    async configResolved({ root, build }) {
      // Kit builds for the server first, and then for browsers: once is enough.
      if (!build.ssr) return;
      const problems = await lessonProblems(readFiles(resolve(root, 'lessons')));
      if (problems.length > 0)
        throw new Error(`${problems.length} problems in lessons/\n\n${problems.map(printed).join('')}`);
    }
  };
}

async function problemsOf(path: string, text: string, files: Files): Promise<PackProblem[]> {
  const problems: PackProblem[] = [];
  const filename = `lessons/${path}`;
  let code = text;
  const say: Say = (at, what, message, fix) => {
    const place = `${placeOf(text, code, at)}${what && `: ${what}`}`;
    problems.push({ file: filename, place, message: message.split('\n')[0]!, fix });
  };
  try {
    ({ code } = await preprocess(text, markdown.preprocess, { filename }));
    const { warnings } = compile(code, { ...markdown.compilerOptions, filename, generate: false });
    for (const { code, message, start } of warnings)
      say(start?.character ?? 0, '', message, code === 'element_implicitly_closed' ? PLAIN : MARKUP);
  } catch (error) {
    const { message, position } = error as Error & { position?: [number, number] };
    say(position?.[0] ?? 0, '', message, PLAIN);
    return problems;
  }
  const { fragment, instance } = parse(code, { modern: true, filename });
  const imported = (instance?.content.body ?? []).flatMap((statement) =>
    statement.type === 'ImportDeclaration'
      ? statement.specifiers.map(({ local }) => ({ name: local.name, from: statement.source.value }))
      : []
  );
  const texts = (id: string) => files.has(`${path.split('/')[0]}/sources/${id}.txt`);
  const kept = new Set<string>();
  for (const node of nodesIn(fragment))
    if (node.type === 'Component') partProblems(node, { imported, texts, kept }, say);
    else if (node.type === 'RegularElement') markupProblems(node, say);
    else if (!isPlain(node)) say(node.start, '', 'this is no prose, but would be computed', PLAIN);
  return problems;
}

/** What a part of a lesson is held against. */
interface Around {
  /** The parts that the lesson imports, and where from. */
  imported: readonly { name: string; from: unknown }[];
  /** Whether the pack has a text. */
  texts: (id: string) => boolean;
  /** Under which names the parts before it keep what a learner writes. */
  kept: Set<string>;
}

function partProblems(part: AST.Component, { imported, texts, kept }: Around, say: Say): void {
  const { name, start, attributes, fragment } = part;
  const sayOf = (at: string, message: string, fix: string) =>
    say(start, `<${name}> ${at}`.trim(), message, fix);
  const tag = TAGS[name];
  if (!tag) {
    const names = Object.keys(TAGS).join(', ');
    return sayOf('', 'no part of a lesson is called this', `use ${names}; write a raw < of prose as &lt;`);
  }
  const from = imported.find((one) => one.name === name)?.from;
  if (from !== fileOf(name))
    return sayOf(
      '',
      from === undefined ? 'the lesson does not import it' : `it is imported from ${String(from)}`,
      `write import ${name} from '${fileOf(name)}'; in the script below the head`
    );
  const given: Record<string, unknown> = {};
  for (const attribute of attributes) {
    const at = 'name' in attribute ? attribute.name : '{…}';
    const value = attribute.type === 'Attribute' ? written(attribute.value) : undefined;
    if (value === undefined)
      return sayOf(at, NOT_WRITTEN, 'write words, or lists of words, and nothing that is computed');
    given[at] = value;
  }
  for (const { path, message } of tag.attributes.safeParse(given).error?.issues ?? [])
    sayOf(path.length > 0 ? pathOf(path) : '', message, `write it as the head of ${name}.svelte shows`);
  const empty = fragment.nodes.every((node) => node.type === 'Text' && node.data.trim() === '');
  if (tag.holds && empty) sayOf('', 'nothing stands between its tags', `write it, and </${name}> after it`);
  if (!tag.holds && !empty) sayOf('', 'what stands between its tags is not shown', 'end it with />');
  const { id, only } = given;
  if (typeof id === 'string' && kept.has(id))
    sayOf('id', `another part keeps what is written in it under “${id}”`, 'give each an id of its own');
  if (typeof id === 'string') kept.add(id);
  for (const text of Array.isArray(only) ? only : [])
    if (!texts(String(text)))
      sayOf('only', `the pack has no text ${text}`, 'name texts that pack.yaml lists');
}

/** Where a part is imported from. */
const fileOf = (name: string) => `$lib/exercises/${name === 'Exercise' ? '' : 'lesson/'}${name}.svelte`;

/** Everything between the tags of a lesson, however deep. */
function* nodesIn({ nodes }: AST.Fragment): Generator<Node> {
  for (const node of nodes) {
    yield node;
    if ('fragment' in node) yield* nodesIn(node.fragment);
  }
}

/** Prose, its markup, and a letter that is written as a string: `{'{'}`. */
function isPlain(node: Node): boolean {
  if (node.type === 'ExpressionTag') return typeof literal(node.expression) === 'string';
  return node.type === 'Text' || node.type === 'Comment';
}

/** What of the attributes of markup is computed. */
function markupProblems({ name, attributes }: AST.RegularElement, say: Say): void {
  for (const one of attributes)
    if (one.type !== 'Attribute' || written(one.value) === undefined) {
      const at = 'name' in one ? one.name : '{…}';
      say(one.start, `<${name}> ${at}`, NOT_WRITTEN, 'write words, and nothing that is computed');
    }
}

/** The value of an attribute; `undefined` where it is computed. */
function written(value: AST.Attribute['value']): unknown {
  if (value === true) return true;
  if (!Array.isArray(value)) return literal(value.expression);
  const parts = value.map((part) => (part.type === 'Text' ? part.data : undefined));
  return parts.includes(undefined) ? undefined : parts.join('');
}

function literal(expression: Expression): unknown {
  if (expression.type === 'Literal') return expression.value;
  if (expression.type === 'ArrayExpression') {
    const all = expression.elements.map((one) =>
      one && one.type !== 'SpreadElement' ? literal(one) : undefined
    );
    return all.includes(undefined) ? undefined : all;
  }
  if (expression.type !== 'ObjectExpression') return undefined;
  const entries = expression.properties.map((property): [string, unknown] => {
    if (property.type !== 'Property' || property.computed) return ['', undefined];
    const { key, value } = property;
    const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
    return [name, literal(value as Expression)];
  });
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}

/** How many letters around a place are looked for in a lesson. */
const AROUND = 80;

/**
 * Where in a lesson stands what the compiler found in what was made of it: behind or before the most letters around it
 * that the lesson has as well, since prose and parts stay as they are.
 */
function placeOf(text: string, code: string, at: number): string {
  const head = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0].length ?? 0;
  const body = text.slice(head);
  let [before, after] = [code.slice(Math.max(0, at - AROUND), at), code.slice(at, at + AROUND)];
  while (!body.includes(before)) before = before.slice(1);
  while (!body.includes(after)) after = after.slice(0, -1);
  const [words, from, into] =
    before.length >= after.length ? [before, at - before.length, before.length] : [after, at, 0];
  const nth = words === '' ? 0 : occurrences(code.slice(0, from + words.length - 1), words).length;
  const found = words === '' ? 0 : (occurrences(body, words)[nth] ?? body.indexOf(words));
  const lines = text.slice(0, head + found + into).split('\n');
  return `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
}
