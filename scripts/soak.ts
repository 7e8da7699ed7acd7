/**
 * `npm run soak`: the built server on either engine, killed at random while learners save, and sent junk. Afterwards every
 * answer that was acknowledged is there, once, and the store opens by itself. Some twenty minutes; `npm run build` first.
 *
 *   --kills 100   --junk 10000   --seed 1
 *
 * Exit code 0: all of it held. 1: a line for each thing that did not.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generator } from '../src/lib/text/seeded.ts';
import { junkOn } from './load/junk.ts';
import { onEachEngine } from './load/places.ts';
import { soak } from './load/soak.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    junk: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' }
  }
});
const [kills, junk, seed] = [Number(values.kills), Number(values.junk), Number(values.seed)];

const found = await onEachEngine(async (ground) => {
  const random = generator(seed);
  const progress = (line: string) => console.log(`${ground.engine}: ${line}`);
  const soaked = await soak({
    ...{ place: ground.place, env: ground.env, random, progress },
    ...{ kills, savesPerRound: 200, learners: 20 },
    // Now and then the database server goes down as well.
    afterKill: (round) => (round % 10 === 9 ? ground.shake() : Promise.resolve())
  });
  const junked = await junkOn(ground, { requests: junk, warm: Math.floor(junk / 3), random });
  progress(`${junked.requests} junk requests, ${junked.problems.length} problems`);
  return { soaked, junked };
});

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`;
const folder = resolve(import.meta.dirname, '../bench');
mkdirSync(folder, { recursive: true });
writeFileSync(resolve(folder, 'soak.json'), `${JSON.stringify({ machine, seed, ...found }, null, 2)}\n`);
console.log(JSON.stringify(found, null, 2));
const problems = Object.values(found).flatMap(({ soaked, junked }) => [
  ...soaked.problems,
  ...junked.problems
]);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
