import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Filled, FullClass } from '../../src/lib/server/class-fixture.ts';

/**
 * Who may do what of a class: a row a route, with its actions and endpoints. `access-rules.e2e.ts` tries each of them as
 * everybody who may not. A route, an action or an endpoint without a row fails the journey: add it here, with fields
 * that would do harm if they were taken. Ids in them are of the class that is to be guarded.
 */
export interface Rule {
  /** The fields with which an action is tried, by its name. */
  actions?: Record<string, (of: FullClass, victim: Filled) => Record<string, string>>;
  /** The body with which an endpoint is tried, by its method; `null`: none. */
  endpoints?: Record<string, (of: FullClass, victim: Filled) => unknown>;
  /** Actions that the owner of the class alone may do. */
  owner?: string[];
  /** Whether what it answers has no end: events, as they come. */
  streams?: true;
}

const nothing = () => ({});
const noBody = () => null;
const named = () => ({ name: 'Mallory', title: 'Mallory', count: '3' });
const learner = (_: FullClass, { id }: Filled) => ({ learner: id });
const teacher = ({ by }: FullClass) => ({ teacher: by.by });
/** Of an assignment to copy, and the class to copy it to. */
const copied = ({ assignment, classId }: FullClass) => ({
  of: `${classId}/${assignment}`,
  to: classId,
  seen: '0'
});

/** Everything that a form about a mark names. */
const marked = ({ part }: FullClass, { work }: Filled) => ({
  ...{ work, part, words: 'Mallory', reason: 'Mallory', why: 'Mallory', points: '100' },
  ...{ item: 'i', comment: 'x', reading: 'x' }
});

const inPart = ({ part }: FullClass) => ({ part });

/** Which answer a page of an assignment speaks of. */
const answered = ({ part, version }: FullClass, { work }: Filled) => ({ work, part, version });

export const RULES: Record<string, Rule> = {
  '/join': {
    actions: {
      ...{ join: named, typed: named, return: () => ({ recovery: 'ABCD EFGH JKLM' }) },
      leave: ({ classId }) => ({ class: classId })
    }
  },
  '/desk/invitation': { actions: { default: nothing } },
  '/desk/classes/new': { actions: { default: named } },
  '/desk/classes/[class]': { actions: { open: nothing, shut: nothing, keep: nothing, code: nothing } },
  '/desk/classes/[class]/audit': {},
  '/desk/classes/[class]/export.json': { endpoints: { GET: noBody } },
  '/desk/classes/[class]/roster': {
    actions: { deal: named, add: named, approve: learner, reject: learner, clear: nothing }
  },
  '/desk/classes/[class]/roster/slips': {},
  '/desk/classes/[class]/roster/[learner]': { actions: { rename: named, reentry: nothing, erase: nothing } },
  '/desk/classes/[class]/roster/[learner]/work': {},
  '/desk/classes/[class]/roster/[learner]/export.json': { endpoints: { GET: noBody } },
  '/desk/classes/[class]/settings': {
    actions: {
      ...{ rename: named, typed: nothing, dealt: nothing, code: nothing, invite: nothing, leave: nothing },
      uninvite: ({ invitationId }) => ({ invitation: invitationId }),
      ...{ remove: teacher, hand: teacher, end: nothing, reopen: nothing },
      erase: () => ({ confirm: 'Guarded Class' })
    },
    owner: ['invite', 'uninvite', 'remove', 'hand', 'end', 'reopen', 'erase']
  },
  '/desk/classes/[class]/assignments/new': { actions: { begin: named, copy: copied } },
  '/desk/classes/[class]/assignments/[assignment]': {
    actions: {
      ...{ archive: copied, unarchive: copied, copy: copied, rehearse: nothing },
      extend: (of, victim) => ({ ...learner(of, victim), minutes: '5' })
    }
  },
  '/desk/classes/[class]/assignments/[assignment]/edit': {
    actions: { save: named, change: named, publish: named, rehearse: named, delete: copied }
  },
  '/desk/classes/[class]/assignments/[assignment]/preview': {},
  '/desk/classes/[class]/assignments/[assignment]/preview/check': { endpoints: { POST: nothing } },
  '/desk/classes/[class]/assignments/[assignment]/results': {},
  '/desk/classes/[class]/assignments/[assignment]/results/export': { actions: { default: nothing } },
  '/desk/classes/[class]/assignments/[assignment]/results/export/answers.csv': { endpoints: { GET: noBody } },
  '/desk/classes/[class]/assignments/[assignment]/results/export/answers.json': {
    endpoints: { GET: noBody }
  },
  '/desk/classes/[class]/assignments/[assignment]/results/learners/[learner]': {
    actions: { comment: marked, uncomment: marked, override: marked, restore: marked, accept: marked }
  },
  '/desk/classes/[class]/assignments/[assignment]/results/parts/[part]': {},
  '/desk/classes/[class]/assignments/[assignment]/results/print': {},
  '/desk/classes/[class]/assignments/[assignment]/results/print/key': {},
  '/desk/classes/[class]/assignments/[assignment]/results/rescore': {
    actions: { preview: marked, reading: marked }
  },
  '/desk/classes/[class]/assignments/[assignment]/results/rescore/[rescoring]': {
    actions: { apply: nothing, discard: nothing, again: nothing }
  },
  '/desk/classes/[class]/try': {},
  '/desk/classes/[class]/try/check': { endpoints: { POST: nothing } },
  '/desk/classes/[class]/live/new': {
    actions: {
      change: () => ({ of: 'exercise:warm-up/sort-careful', do: 'remove 0' }),
      begin: () => ({ of: 'exercise:warm-up/sort-careful' }),
      assignment: ({ assignment }) => ({ assignment })
    }
  },
  '/desk/classes/[class]/live/[live]': {
    actions: {
      approve: learner,
      deal: learner,
      rename: (of, victim) => ({ ...learner(of, victim), ...named() })
    }
  },
  '/desk/classes/[class]/live/[live]/click': {
    endpoints: { POST: () => ({ click: { do: 'end' } }) }
  },
  '/desk/classes/[class]/live/[live]/events': { endpoints: { GET: noBody }, streams: true },
  '/desk/classes/[class]/live/[live]/step': { endpoints: { GET: noBody } },
  '/desk/classes/[class]/live/[live]/wall': {},
  '/desk/classes/[class]/live/[live]/wall/step': { endpoints: { GET: noBody } },
  '/desk/classes/[class]/live/[live]/wall/way': { endpoints: { GET: noBody } },
  '/desk/classes/[class]/live/[live]/wall/events': { endpoints: { GET: noBody }, streams: true },
  '/desk/classes/[class]/live/[live]/report': {
    actions: { again: nothing, erase: nothing }
  },
  '/desk/classes/[class]/live/[live]/report/marks': {
    actions: { default: () => ({ which: 'last', missing: 'zero', seen: '0.0' }) }
  },
  '/desk/classes/[class]/live/[live]/report/marks/back': {
    actions: { default: () => ({ which: 'last', seen: '0.0.0.0.0.0' }) }
  },
  '/desk/classes/[class]/live/[live]/report/answers.csv': { endpoints: { GET: noBody } },
  '/desk/classes/[class]/live/[live]/report/answers.json': { endpoints: { GET: noBody } },
  '/class/[class]': { actions: { noted: nothing, recovery: nothing, leave: nothing } },
  '/class/[class]/[assignment]': { actions: { begin: nothing, onward: nothing } },
  '/class/[class]/[assignment]/[part]': { actions: { instead: nothing, back: nothing } },
  '/class/[class]/[assignment]/attempts/[number]': {},
  '/class/[class]/[assignment]/check': {
    endpoints: { POST: (of, victim) => ({ ...answered(of, victim), revision: 1 }) }
  },
  '/class/[class]/[assignment]/hand-in': { actions: { default: nothing } },
  '/class/[class]/live': { endpoints: { GET: noBody } },
  '/class/[class]/live/[live]': { actions: { instead: inPart, back: inPart, noted: nothing } },
  '/class/[class]/live/[live]/step': { endpoints: { GET: noBody } },
  '/class/[class]/live/[live]/events': { endpoints: { GET: noBody }, streams: true },
  '/class/[class]/live/[live]/save': {
    endpoints: {
      POST: (of, victim) => ({ ...answered(of, victim), answer: {}, base: 1, after: [], delivery: 'mallory' })
    }
  },
  '/class/[class]/live/[live]/done': {
    endpoints: { POST: (of, victim) => ({ ...answered(of, victim), done: true, revision: 1 }) }
  },
  '/class/[class]/[assignment]/save': {
    endpoints: {
      POST: (of, victim) => ({ ...answered(of, victim), answer: {}, base: 1, after: [], delivery: 'mallory' })
    }
  }
};

/** A route of a class as the files have it. */
export interface Route {
  id: string;
  page: boolean;
  actions: string[];
  endpoints: string[];
}

const ROUTES = fileURLToPath(new URL('../../src/routes', import.meta.url));
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'fallback'];

/** Every route under these, but for those of accounts, which `people-access.e2e.ts` tries. */
export const routes = (): Route[] =>
  ['class', 'desk/classes', 'desk/invitation', 'join'].flatMap((part) => {
    const files = readdirSync(`${ROUTES}/${part}`, { recursive: true, encoding: 'utf8' }).map(
      (file) => `${part}/${file.replaceAll('\\', '/')}`
    );
    const folders = new Set(
      files.flatMap((file) => /^(.+)\/\+(page\.svelte|page\.server\.ts|server\.ts)$/.exec(file)?.[1] ?? [])
    );
    return [...folders].toSorted().map((folder) => {
      const has = (name: string) => files.includes(`${folder}/${name}`);
      return {
        id: `/${folder}`,
        page: has('+page.svelte'),
        actions: has('+page.server.ts') ? actionsIn(`${ROUTES}/${folder}/+page.server.ts`) : [],
        endpoints: has('+server.ts')
          ? exportsOf(`${ROUTES}/${folder}/+server.ts`).filter((name) => METHODS.includes(name))
          : []
      };
    });
  });

const parsed = (file: string) =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

/** What a file declares and exports, by name. */
function exportsOf(file: string): string[] {
  return parsed(file).statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    return ts.isFunctionDeclaration(statement) && statement.name ? [statement.name.text] : [];
  });
}

/** The names of a page's actions: they stand in one object, so that they can be read here. */
function actionsIn(file: string): string[] {
  const names: string[] = [];
  for (const statement of parsed(file).statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (name.getText() !== 'actions') continue;
      if (!initializer || !ts.isObjectLiteralExpression(initializer))
        throw new Error(`${file}: actions is no plain object`);
      for (const property of initializer.properties) {
        if (!property.name) throw new Error(`${file}: an action has no name that could be read`);
        names.push(property.name.getText().replaceAll(/['"]/g, ''));
      }
    }
  }
  return names;
}
