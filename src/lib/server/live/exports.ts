import type { Kysely } from 'kysely';
import { z } from 'zod';
import { BOM, csvLine } from '../csv.ts';
import type { Database } from '../db/schema.ts';
import { markAnswer } from '../marking.ts';
import { versionOf } from '../versions.ts';
import { liveAnswers } from './answers.ts';
import type { Live } from './sessions.ts';

/** What an instructor takes away of a live session. People are pseudonyms in all of it. */

/** Every answer with what its key makes of it. In no marks: it is compared, and kept nowhere. */
async function* compared(db: Kysely<Database>, live: Live) {
  const numbers = new Map(live.parts.map((part, i) => [part.id, i + 1]));
  for (const one of await liveAnswers(db, live)) {
    const pinned = await versionOf(db, one.version);
    if (!pinned) continue;
    const answer = JSON.parse(one.answer) as unknown;
    const marking = markAnswer(pinned, answer, []);
    yield {
      ...{ learner: one.name, round: one.round, step: numbers.get(one.part) ?? 0 },
      ...{ exercise: `${pinned.row.pack}/${pinned.row.slug}`, version: one.version },
      ...{ savedAt: new Date(one.savedAt).toISOString(), answer },
      items: 'problems' in marking ? [] : marking.marked.items
    };
  }
}

const COLUMNS = [
  ...['pseudonym', 'round', 'step', 'exercise', 'version', 'saved at'],
  ...['item', 'given', 'expected', 'agrees', 'sure']
];
const yes = (flag: boolean | null) => (flag === null ? null : flag ? 'yes' : 'no');

/** All answers of a session, an item a line. */
export async function* liveCsv(db: Kysely<Database>, live: Live, bom: boolean): AsyncGenerator<string> {
  yield (bom ? BOM : '') + csvLine(COLUMNS);
  for await (const { learner, round, step, exercise, version, savedAt, items } of compared(db, live)) {
    const head = [learner, round, step, exercise, version, savedAt];
    yield items
      .map(({ id, given, expected, agrees, sure }) =>
        csvLine([...head, id, given, expected, yes(agrees), sure])
      )
      .join('');
  }
}

/** The head of a session's answers as JSON; `answers` follows. Times are ISO 8601. */
export const LiveHead = z.strictObject({
  format: z.literal('whose-words/live-answers'),
  version: z.literal(1),
  exportedAt: z.iso.datetime(),
  session: z.strictObject({ title: z.string(), startedAt: z.iso.datetime() })
});

/** All answers of a session as one JSON document. */
export async function* liveJson(db: Kysely<Database>, live: Live, now: number): AsyncGenerator<string> {
  const head: z.infer<typeof LiveHead> = {
    ...{ format: 'whose-words/live-answers', version: 1, exportedAt: new Date(now).toISOString() },
    session: { title: live.title, startedAt: new Date(live.createdAt).toISOString() }
  };
  yield `${JSON.stringify(head).slice(0, -1)},"answers":[`;
  let lead = '\n';
  for await (const answer of compared(db, live)) {
    yield lead + JSON.stringify(answer);
    lead = ',\n';
  }
  yield '\n]}\n';
}
