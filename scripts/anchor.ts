/**
 * `npm run anchor -- lessons/<pack> DRAFT…`: turns drafts, which quote the text, into the pack's keys, which point
 * into it by offset. Nothing is written unless everything fits; layers that no draft gives stay as they are in keys/.
 *
 * A draft is a JSON file with one list. How to decide what goes into it is in docs/codebook.md. Everywhere:
 *   "quote"       the words, byte for byte, with the text's own quotation marks and apostrophes
 *   "context"     a longer quotation, unique in the text, that holds them; only where the words stand more than once
 *   "reason"      one or two plain sentences that name the words which show it; "difficulty" 1 (left out: 1), 2 or 3
 *   "readings"    where the item is contested: at least two of {"label" (of a device: "device"), "reason"},
 *                 with "undecided" beside them: why the codebook's rules do not decide it
 *
 * Voice: {"source": "the-text", "segments": […], "folds": […]}, in the order of the text. Statements, cues and
 * furniture cover every word and never overlap; quotation marks go with the statement, a comma after it does not.
 *   {"id": "s01", "kind": "statement", "quote": "…", or ["part one", "part two"] where a cue stands between,
 *    "label": "own-fact" | "own-judgement" | "attributed-direct" | "attributed-indirect" | "attributed-mixed"
 *             | "reported-act" (in primary documents only),
 *    "core": "what is left without the evaluating words" (own-fact with such words only), "reason": "…",
 *    "chain": [{"name": "who speaks", "in": "c01", "source": "she", "words": "said"}]} (attributed, reported-act)
 *     outermost speaker first; "in": the cue, or the statement, that hands it over; "source" and "words": the exact
 *     words there that say who speaks and that hand over, each null where there are none
 *   {"id": "c01", "kind": "cue", "quote": "she said in a letter"}
 *   {"id": "x01", "kind": "furniture", "quote": "…", "what": "dateline" | "byline" | "headline" | "caption" | "credit"
 *    | "signature" | "addressees" | "date", "reason": "…"}
 *   a fold, for what is shown closed: {"id": "z01", "quote": "…", "describes": "what it describes"}
 *
 * Figures: {"source": "the-text", "figures": […]}
 *   {"id": "f01", "quote": "613" (without its hedge), "value": 613 (null where the words give no number),
 *    "hedge": "exactly" | "about" | "nearly" | "more-than" | "at-least", "hedgeWords": "nearly", "unit": "people",
 *    "counted": "what is counted at this place", "subsetOf": "f02", "time": "…", "attributedTo": "the text" or a name,
 *    "origin": "named" | "unstated" | "unstated-matches", "originNote": "who, or which neighbour it matches",
 *    "thread": "killed-total", "reason": "…"}
 *
 * Framing: {"source": "the-text", "devices": […], "plain": […]}
 *   {"id": "d01", "quote": "…", "device": "naming" | … (docs/codebook.md, 3), "kind": "plain" | "descriptive" | "legal"
 *    (naming only), "owner": "outlet" | "borrowed" | "renamed" | "undetermined" or a name, "accept": ["agency"],
 *    "swap": {"text": "the other choice", "changes": "claim" | "tone" | "agent" | "nothing", "reason": "…"} or null,
 *    "presupposed": "written out", "comparedWith": [{"source": "another-text", "quote": "…"}], "reason": "…"}
 *   {"id": "p01", "quote": "…", "looksLike": "agency", "reason": "why this is none",
 *    "swap": {"text": "another way to say it", "reason": "why that changes nothing"}} (swap may be left out)
 *
 * Actors: {"source": "the-text", "actors": […]}
 *   {"id": "a01", "quote": "the words that name who acts; of an act without a doer, the words of the act",
 *    "act": "taking-the-town" (a name that the texts share), "width": "unit" | "force" | "office" | "state" | "people"
 *    | "policy" | "nobody", "reason": "…"} (readings: {"width", "reason"})
 *
 * Contrasts: {"contrasts": […]}
 *   {"id": "k01", "matter": "the taking of the town", "kind": "verb" | "noun" | "counted" | "subset" | "cue" | "added"
 *    | "dropped" | "actor" | "name" | "demand" | "time" | "order", "a": {"source": "the-text", "quote": "the words of
 *    the matter, to be read by themselves", "differs": ["words of the quote in which the two part"]}, "b": the same of
 *    another text, "changes": "claim" | "tone" | "agent" | "voice" | "nothing", "reason": "…"}
 *
 * Questions: {"questions": […]}
 *   {"id": "n01", "kind": "parts" | "origin" | "follows", "threads": ["killed-total"], "ask": "…", "options": [{"text":
 *    "…", "reason": "…"}, …] (three; the first is the key's), "shows": ["the-text#f01"], "difficulty": 1}
 *
 * Threads: {"threads": […], "lookalikes": […]}, as keys/threads.json has them.
 * Quotations: {"quotations": [{"id": "q01", "in": "the-text", "quote": "…", "origin": "another-text" or null,
 *   "originQuote": "…" or ["piece", "piece"], "originContext": the same way, "relation": "verbatim" | "trimmed"
 *   | "altered" | "spliced" | "retranslated" | "not-found", "note": "what differs", "reason": "…"}]}
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { anchorDrafts } from '../src/lib/packs/anchoring.ts';
import { Annotation, Threads } from '../src/lib/text/annotation.ts';

class Unusable extends Error {}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function main([pack, ...files]: string[]): void {
  if (!pack || files.length === 0) throw new Unusable('Use: npm run anchor -- lessons/<pack> DRAFT…');
  const folder = join(pack, 'sources');
  if (!existsSync(folder))
    throw new Unusable(`There is no ${folder}: put the texts there first, one .txt each.`);
  const ids = readdirSync(folder).flatMap((name) => (name.endsWith('.txt') ? [name.slice(0, -4)] : []));
  const texts = new Map(ids.map((id) => [id, readFileSync(join(folder, `${id}.txt`), 'utf8')]));
  const drafts = files.map((file) => ({ file, value: json(file) }));
  const keyFile = (name: string) => join(pack, 'keys', `${name}.json`);
  const old = ids.flatMap((id) => stored(keyFile(id), Annotation) ?? []);
  const result = anchorDrafts(drafts, texts, {
    annotations: new Map(old.map((annotation) => [annotation.source, annotation])),
    threads: stored(keyFile('threads'), Threads)
  });
  for (const { file, place, message, fix } of result.problems)
    console.error(`${file}: ${place}\n  ${message}\n  → ${fix}\n`);
  if (result.problems.length > 0)
    throw new Unusable(`${result.problems.length} problem(s): nothing is written.`);

  mkdirSync(join(pack, 'keys'), { recursive: true });
  const write = (name: string, key: unknown) => {
    writeFileSync(keyFile(name), `${JSON.stringify(key, null, 2)}\n`);
    console.log(`written: ${keyFile(name)}`);
  };
  for (const [source, annotation] of result.annotations) write(source, annotation);
  if (result.threads) write('threads', result.threads);
  console.log('Now run `npm run packs`: it checks what one text alone cannot show.');
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Unusable(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A key that is there already; `null` where there is none. */
function stored<S extends z.ZodType>(file: string, schema: S): z.infer<S> | null {
  if (!existsSync(file)) return null;
  const parsed = schema.safeParse(json(file));
  if (parsed.success) return parsed.data;
  throw new Unusable(`${file} does not hold: mend it, or delete it and give all its drafts.`);
}
