import { onlyOf } from '../../src/lib/server/class-export.ts';
import { RULES, routes, type Route } from './access-table.ts';
import { bare, idsOf, outcomeOf, pathOf, post, triesOf, type Answer, type Ids } from './access-tries.ts';
import { endWorld, everything, GROUNDS, makeWorld, type Who, type World } from './access-world.ts';
import { expect, test } from './helpers.ts';

/** Nothing of a class is seen or changed by anybody who is not of it: not by a page, a form, an endpoint, or an id. */

/** Words that only the guarded class has: in no answer to anybody else. */
const MARKS = ['Guarded Class', 'Guarded Assignment', 'Quiet Maple', 'Calm Lake', 'guarded.owner'];

let world: World;

const ROUTES = routes();
const DESK = ROUTES.filter(({ id }) => id.startsWith('/desk/'));
const OF_TEACHERS = DESK.filter(({ id }) => id.includes('[class]'));
/** The page of the class last: there one leaves it. */
const OF_LEARNERS = ROUTES.filter(({ id }) => id.startsWith('/class/')).toReversed();
const UNKNOWN = {
  class: '0'.repeat(20),
  assignment: '0'.repeat(20),
  live: '0'.repeat(20),
  part: '0'.repeat(20),
  learner: '0'.repeat(20),
  rescoring: '0'.repeat(20),
  number: '1'
};

async function expectNothingOf(answer: Answer, name: string): Promise<void> {
  const text = await answer.text();
  for (const mark of MARKS) expect(text.includes(mark), `${name} tells ${mark}`).toBe(false);
}

test.describe('The table of a class @server @wide', () => {
  test('has a row for every route, action and endpoint, and every row is one', () => {
    const named = Object.entries(RULES).map(([id, { actions = {}, endpoints = {} }]) => ({
      id,
      actions: Object.keys(actions).toSorted(),
      endpoints: Object.keys(endpoints).toSorted()
    }));
    const there = ROUTES.map(({ id, actions, endpoints }) => ({
      id,
      actions: actions.toSorted(),
      endpoints: endpoints.toSorted()
    }));
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    expect(named.sort(byId)).toEqual(there.sort(byId));
  });
});

for (const [engine, ground] of Object.entries(GROUNDS))
  test.describe(`Of a class in ${engine} @server @wide`, () => {
    test.describe.configure({ mode: 'serial', timeout: 90_000 });
    test.beforeAll(async () => {
      world = await makeWorld(await ground());
    });
    test.afterAll(() => endWorld(world));

    test('nobody, no learner, and no instructor of another class sees or changes anything', async () => {
      const { guarded, other, as } = world;
      const before = await everything(world);
      const cases: [Route[], Who[], (outcome: string) => boolean][] = [
        [DESK, ['nobody', 'learner'], (outcome) => outcome === 'sign-in' || outcome === 'refused'],
        [OF_TEACHERS, ['teacherElsewhere'], (outcome) => outcome === '404' || outcome === 'refused'],
        [
          OF_LEARNERS,
          ['nobody', 'learnerElsewhere', 'teacherElsewhere', 'coTeacher', 'owner'],
          (outcome) => /^(join|refused|40[134])$/.test(outcome)
        ]
      ];
      for (const [routes, people, isRefused] of cases)
        for (const route of routes)
          for (const { name, send } of triesOf(world, route, guarded))
            for (const who of people) {
              const answer = await send(as[who], idsOf(guarded));
              const outcome = await outcomeOf(answer);
              expect(isRefused(outcome), `${name} as ${who}: ${outcome}`).toBe(true);
              await expectNothingOf(answer, `${name} as ${who}`);
            }
      // Whoever has a class of their own tries it with ids of this one: in addresses, and in forms.
      const mixed = { ...idsOf(guarded), class: other.classId };
      // The learner first: of their own class the instructor may erase all.
      for (const [routes, who] of [
        [OF_LEARNERS, 'learnerElsewhere'],
        [OF_TEACHERS, 'teacherElsewhere']
      ] as const)
        for (const route of routes) {
          const deeper = pathOf(route.id, mixed) !== pathOf(route.id, idsOf(other));
          for (const { name, send } of triesOf(world, route, guarded)) {
            if (deeper) {
              const answer = await send(as[who], mixed);
              const outcome = RULES[route.id]?.streams ? 'refused' : '404';
              expect(await outcomeOf(answer), `${name} with ids of another class`).toBe(outcome);
              await expectNothingOf(answer, name);
            }
            await expectNothingOf(await send(as[who], idsOf(other)), `${name} of their own`);
          }
        }
      for (const { name, send } of triesOf(
        world,
        ROUTES.find(({ id }) => id === '/join')!,
        guarded
      ))
        await expectNothingOf(await send(as.nobody, {}), name);
      expect(await everything(world)).toEqual(before);
    });

    test('a class of others is to an instructor what no class is', async () => {
      const { guarded, as } = world;
      for (const route of OF_TEACHERS.filter(({ page }) => page)) {
        const [there] = triesOf(world, route, guarded);
        const of = async (ids: Ids) => bare(await (await there!.send(as.teacherElsewhere, ids)).text(), ids);
        expect(await of(idsOf(guarded)), route.id).toBe(await of(UNKNOWN));
      }
    });

    test('a learner of the class sees and changes nothing of what is set to others of it, and is not told to whom', async () => {
      const { guarded, as, reason } = world;
      const before = await everything(world);
      for (const route of OF_LEARNERS.filter(({ id }) => id.includes('[assignment]')))
        for (const { name, send } of triesOf(world, route, guarded)) {
          const answer = await send(as.learnerBeside, idsOf(guarded));
          expect(await outcomeOf(answer), name).toMatch(/^40[034]$/);
          const text = await answer.text();
          for (const mark of ['Guarded Assignment', 'Quiet Maple', 'Calm Lake', reason])
            expect(text.includes(mark), `${name} tells ${mark}`).toBe(false);
        }
      const home = `./class/${guarded.classId}/`;
      // The session that runs in the class has its title.
      expect(await (await as.learnerBeside.get(home)).text()).not.toContain(guarded.assignment);
      expect(await (await as.learner.get(home)).text()).toContain(guarded.assignment);
      const link = await as.learnerBeside.get(`${home}${guarded.assignment}/`);
      expect(await link.text()).toContain('This is set to others in your class.');
      expect(await everything(world)).toEqual(before);
    });

    test('no learner changes what is another’s, or sees the key of a reserved exercise that may still be answered', async () => {
      const { guarded, as, reason } = world;
      const [, victim] = guarded.learners;
      const own = async () => onlyOf(await everything(world), victim!.id).rows;
      const before = await own();
      let told = '';
      for (const route of OF_LEARNERS)
        for (const { name, send } of triesOf(world, route, guarded, victim)) {
          const text = await (await send(as.learner, idsOf(guarded))).text();
          for (const mark of ['Calm Lake', reason, victim!.id])
            expect(text.includes(mark), `${name} tells ${mark}`).toBe(false);
          told += text;
        }
      expect(await own()).toEqual(before);
      // What is looked for could have been there.
      for (const mark of ['Guarded Class', 'Guarded Assignment', 'Quiet Maple']) expect(told).toContain(mark);
    });

    test('a co-teacher sees all of it, and does not do what is the owner’s', async () => {
      const { guarded, as } = world;
      let told = '';
      for (const route of OF_TEACHERS) {
        for (const { name, send } of triesOf(world, route, guarded).filter((one) =>
          one.name.startsWith('GET')
        )) {
          const answer = await send(as.coTeacher, idsOf(guarded));
          expect(await outcomeOf(answer), name).toMatch(/^(200|303)$/);
          told += await answer.text();
        }
        for (const action of RULES[route.id]!.owner ?? []) {
          const form = RULES[route.id]!.actions![action]!(guarded, guarded.learners[0]!);
          const answer = await post(
            world,
            as.coTeacher,
            `${pathOf(route.id, idsOf(guarded))}/?/${action}`,
            form
          );
          expect(answer.status(), `${route.id} ${action}`).toBe(403);
        }
      }
      for (const mark of MARKS) expect(told).toContain(mark);
    });
  });
