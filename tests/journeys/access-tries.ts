import type { APIRequestContext, APIResponse } from '@playwright/test';
import type { FullClass } from '../../src/lib/server/class-fixture.ts';
import { RULES, type Route } from './access-table.ts';
import type { World } from './access-world.ts';

/** For the journeys about access: every request that a route takes, and what came of it. */

/** What is looked at of an answer, whether it came whole or is the beginning of a stream. */
export type Answer = Pick<APIResponse, 'status' | 'headers' | 'text' | 'url'>;

export const post = (
  { origin }: World,
  context: APIRequestContext,
  path: string,
  form: Record<string, string>
) => context.post(path, { form, headers: { origin, accept: 'text/html' }, maxRedirects: 0 });

/** What stands in the place of the names in a route. */
export type Ids = Record<string, string>;

export const idsOf = (of: FullClass): Ids => {
  const [first] = of.learners;
  return {
    class: of.classId,
    assignment: of.assignment,
    live: of.live,
    part: of.part,
    learner: first!.id,
    rescoring: of.rescoring,
    number: '1'
  };
};

export function pathOf(route: string, ids: Ids): string {
  return `.${route.replaceAll(/\[(\w+)\]/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`${route}: say in idsOf what stands for [${name}]`);
    return id;
  })}`;
}

/** A request that a route takes. */
export interface Try {
  name: string;
  send: (context: APIRequestContext, ids: Ids) => Promise<Answer>;
}

/**
 * Everything that a route takes.
 * @param of the class, and the learner in it, that forms name
 */
export function triesOf(
  world: World,
  { id, page, actions, endpoints }: Route,
  of: FullClass,
  victim = of.learners[0]!
): Try[] {
  const { actions: fields = {}, endpoints: bodies = {}, streams } = RULES[id]!;
  const get = (end: string): Try => ({
    name: `GET ${id}${end}`,
    send: (context, ids) => context.get(pathOf(id, ids) + end, { maxRedirects: 0 })
  });
  return [
    ...(page ? [get('/'), get('/__data.json')] : []),
    ...actions.map((action): Try => {
      const end = action === 'default' ? '/' : `/?/${action}`;
      const form = fields[action]!(of, victim);
      return {
        name: `POST ${id}${end}`,
        send: (context, ids) => post(world, context, pathOf(id, ids) + end, form)
      };
    }),
    ...endpoints.map((method): Try => {
      const data = bodies[method]!(of, victim);
      const sent = data === null ? {} : { data, headers: { origin: world.origin } };
      return {
        name: `${method} ${id}`,
        send: (context, ids) =>
          streams
            ? beginningOf(world, context, pathOf(id, ids))
            : context.fetch(pathOf(id, ids), { method, maxRedirects: 0, ...sent })
      };
    })
  ];
}

/** The first that a stream says. */
async function beginningOf(world: World, context: APIRequestContext, path: string): Promise<Answer> {
  const url = new URL(path, world.server.url).href;
  const leave = new AbortController();
  const answer = await fetch(url, {
    headers: { cookie: world.cookies.get(context) ?? '' },
    redirect: 'manual',
    signal: leave.signal
  });
  const first = await answer.body?.getReader().read();
  leave.abort();
  const text = new TextDecoder().decode(first?.value);
  return {
    status: () => answer.status,
    headers: () => Object.fromEntries(answer.headers),
    text: () => Promise.resolve(text),
    url: () => url
  };
}

/** What came of it, in a word: where it led, or the status. */
export async function outcomeOf(answer: Answer): Promise<string> {
  const text = await answer.text();
  // Who only listens cannot be led anywhere: they are told.
  if (text.startsWith('event: refused')) return 'refused';
  const data = answer.url().includes('__data.json');
  const location = data
    ? /^\{"type":"redirect","location":"([^"]*)"/.exec(text)?.[1]
    : answer.headers()['location'];
  if (location?.includes('desk/sign-in/?back=')) return 'sign-in';
  if (location?.includes('join/?back=')) return 'join';
  const status = data
    ? (/"type":"error"[^]*?"status":(\d+)/.exec(text)?.[1] ?? answer.status())
    : answer.status();
  return String(status);
}

/** The page without what differs from one to the next. */
export const bare = (text: string, ids: Ids) =>
  Object.values(ids).reduce((all, id) => all.replaceAll(id, 'ID'), text.replaceAll(/nonce="[^"]*"/g, ''));
