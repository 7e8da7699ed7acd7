/**
 * `npm run packs`: checks every pack under lessons/ and reports what is in it.
 * Exit code 0: all hold. 1: something stops the build; each problem says file, place and what to do.
 */
import { resolve } from 'node:path';
import { readFiles } from '../src/lib/packs/files.ts';
import { readPacks, type Pack } from '../src/lib/packs/load.ts';
import { printed } from '../src/lib/packs/parse.ts';
import { lessonProblems } from './lessons.ts';

const files = readFiles(resolve(import.meta.dirname, '../lessons'));
const { packs, problems: found } = await readPacks(files);
const problems = [...found, ...(await lessonProblems(files))];
for (const pack of packs) report(pack);
for (const problem of problems) console.error(printed(problem));
console.log(problems.length > 0 ? `${problems.length} problem(s): the build stops here.` : 'All packs hold.');
process.exitCode = problems.length > 0 ? 1 : 0;

function report(pack: Pack): void {
  console.log(`${pack.slug}  "${pack.meta.title}"  version ${pack.version.slice(0, 12)}`);
  console.table(
    Object.fromEntries(
      pack.sources.map(({ id, annotation: { segments, figures, devices, plain, folds } }) => {
        const statements = segments.filter((segment) => segment.kind === 'statement');
        const voices = (voice: string) => statements.filter((s) => s.voice.startsWith(voice)).length;
        return [
          id,
          {
            statements: statements.length,
            fact: voices('own-fact'),
            judgement: voices('own-judgement'),
            attributed: voices('attributed'),
            reported: voices('reported'),
            contested: statements.filter((s) => s.contested).length,
            figures: figures.length,
            devices: devices.length,
            plain: plain.length,
            folded: folds.length
          }
        ];
      })
    )
  );
  const { threads, lookalikes, quotations } = pack.threads;
  console.log(
    `  ${threads.length} threads, ${lookalikes.length} lookalikes, ${quotations.length} quotations`
  );
  console.log(`  ${pack.lessons.length} lessons: ${pack.lessons.map((lesson) => lesson.slug).join(', ')}`);
  for (const exercise of pack.exercises)
    console.log(
      `  ${exercise.access.padEnd(8)} level ${exercise.level}  ${exercise.slug}  (${exercise.sources.join(', ')})`
    );
  console.log('');
}
