import { VOICES, type Annotation, type Statement, type Threads } from '../text/annotation.ts';
import { misfit, shared, type Span } from '../text/span.ts';
import type { SourceMeta } from './schema.ts';

type Say = (place: string, message: string, fix: string) => void;

/** Everything the codebook asks of one text's annotation that its schema cannot say. */
export function annotationProblems(source: SourceMeta, text: string, annotation: Annotation, say: Say): void {
  if (annotation.source !== source.id)
    say('source', `says ${annotation.source}`, `write ${source.id}, the file's name`);
  const { segments, folds, figures, devices, plain, actors } = annotation;

  const ids = new Set<string>();
  for (const { id } of [...segments, ...folds, ...figures, ...devices, ...plain, ...actors]) {
    if (ids.has(id)) say(id, 'the id is used twice', 'give each entry an id of its own');
    ids.add(id);
  }

  const fit = (place: string, span: Span) => {
    const wrong = misfit(text, span);
    if (wrong)
      say(
        `${place} at ${span.start}–${span.end}`,
        `the text says "${wrong.found}", the key quotes "${wrong.expected}"`,
        'anchor the quotation again: npm run anchor'
      );
    return !wrong;
  };
  let fits = true;
  for (const segment of segments) for (const span of segment.spans) fits = fit(segment.id, span) && fits;
  for (const { id, span } of [...folds, ...figures, ...devices, ...plain, ...actors])
    fits = fit(id, span) && fits;
  for (const segment of segments) {
    if (segment.kind !== 'statement') continue;
    for (const link of segment.chain)
      for (const span of [link.source, link.words])
        if (span) fits = fit(`${segment.id}, chain`, span) && fits;
    statementProblems(source, segment, say);
  }
  if (!fits) return;

  // Statements, cues and furniture part the text: no character twice, no word left out.
  const pieces = segments.flatMap(({ id, spans }) => spans.map((span) => ({ id, ...span })));
  pieces.sort((a, b) => a.start - b.start);
  let end = 0;
  let before = 'the beginning';
  for (const piece of [...pieces, { id: 'the end', start: text.length, end: text.length, quote: '' }]) {
    if (piece.start < end)
      say(
        `${before} and ${piece.id}`,
        `both cover "${text.slice(piece.start, Math.min(end, piece.end))}"`,
        'end one where the other begins'
      );
    const gap = text.slice(end, piece.start);
    if (/[\p{L}\p{N}]/u.test(gap))
      say(
        `offset ${end}, before ${piece.id}`,
        `nothing covers "${gap.trim()}"`,
        'add it to a statement, a cue or furniture'
      );
    if (piece.end > end) [end, before] = [piece.end, piece.id];
  }

  for (const device of devices) {
    for (const other of plain)
      if (shared(device.span, other.span) > 0)
        say(
          `${device.id} and ${other.id}`,
          `"${other.span.quote}" is keyed as a device and as plain`,
          'shorten one of them'
        );
    if (device.device === 'naming' && !device.kind)
      say(device.id, 'a naming has no kind', 'say plain, descriptive or legal');
    if (device.device === 'presupposition' && !device.presupposed)
      say(device.id, 'a presupposition is not written out', 'fill in presupposed');
    if (device.device === 'detail-selection' && device.comparedWith.length === 0)
      say(device.id, 'a detail is not compared with a neighbour', 'fill in comparedWith');
  }
  for (const actor of actors)
    if (actor.contested && !actor.contested.readings.some(({ as }) => as === actor.width))
      say(actor.id, `its width ${actor.width} is none of its readings`, 'take the width from the readings');
  const known = new Set(figures.map((figure) => figure.id));
  for (const figure of figures) {
    if (figure.subsetOf && (!known.has(figure.subsetOf) || figure.subsetOf === figure.id))
      say(
        figure.id,
        `it is a subset of ${figure.subsetOf}, which is no other figure of this text`,
        'name the figure it is a part of, or null'
      );
    for (const other of figures)
      if (other.id > figure.id && shared(figure.span, other.span) > 0)
        say(`${figure.id} and ${other.id}`, 'the figures overlap', 'shorten one of them');
  }
}

function statementProblems(source: SourceMeta, statement: Statement, say: Say): void {
  const attributed = !statement.voice.startsWith('own-');
  if (attributed && statement.chain.length === 0)
    say(statement.id, 'it is handed to a source, and no source is named', 'add the chain: source and cue');
  if (!attributed && statement.chain.length > 0)
    say(
      statement.id,
      "it is in the text's own voice, and has a source",
      'empty the chain, or change the voice'
    );
  if (statement.core && statement.voice !== 'own-fact')
    say(statement.id, `a core is written out for ${statement.voice}`, 'only own-fact has a core');
  if ((statement.voice === 'reported-act') !== (statement.voice === 'reported-act' && source.primary))
    say(
      statement.id,
      'reported-act stands in primary documents only',
      `choose one of: ${VOICES.slice(0, 5).join(', ')}`
    );
  if (source.primary && statement.voice.startsWith('attributed-'))
    say(
      statement.id,
      'in a primary document the author is the speaker',
      'choose own-fact, own-judgement or reported-act'
    );
  const readings = statement.contested?.readings.map((reading) => reading.as) ?? [];
  if (new Set(readings).size !== readings.length)
    say(statement.id, 'two readings are the same', 'name each reading once');
  if (statement.contested && !readings.includes(statement.voice))
    say(
      statement.id,
      `its voice ${statement.voice} is none of its readings`,
      'take the voice from the readings'
    );
}

/** The neighbours' words that devices are compared with stand where the key says. */
export function comparisonProblems(
  annotation: Annotation,
  texts: ReadonlyMap<string, string>,
  say: Say
): void {
  for (const device of annotation.devices)
    for (const { source, span } of device.comparedWith)
      stands(texts, source, span, `${device.id}, compared with`, say);
}

/** Says where a span does not stand in the text that it is said of. */
function stands(
  texts: ReadonlyMap<string, string>,
  source: string,
  span: Span,
  place: string,
  say: Say
): void {
  const text = texts.get(source);
  const wrong = text === undefined ? { found: 'no such text', expected: span.quote } : misfit(text, span);
  if (wrong)
    say(
      `${place} ${source} at ${span.start}–${span.end}`,
      `the text says "${wrong.found}", the key quotes "${wrong.expected}"`,
      'anchor the quotation again: npm run anchor'
    );
}

/** Threads close: every figure is in the one it names, every text is a mention or absent, relations join mentions. */
export function threadProblems(
  sources: readonly { id: string; text: string; annotation: Annotation }[],
  { threads, lookalikes, quotations, contrasts, questions }: Threads,
  say: Say
): void {
  const figures = new Map(sources.flatMap((s) => s.annotation.figures.map((f) => [`${s.id}#${f.id}`, f])));
  const texts = new Map(sources.map((s) => [s.id, s.text]));
  const ids = new Set(threads.map((thread) => thread.id));
  if (ids.size !== threads.length) say('threads', 'two threads have one id', 'give each an id of its own');
  const joined = new Set<string>();
  for (const thread of threads) {
    const at = `thread ${thread.id}`;
    for (const ref of thread.mentions) {
      const figure = figures.get(ref);
      if (!figure) say(at, `there is no figure ${ref}`, 'name a figure that keys/ has');
      else if (figure.thread !== thread.id)
        say(at, `${ref} says that it belongs to ${figure.thread}`, 'put it into one thread');
      if (joined.has(ref)) say(at, `${ref} is mentioned twice`, 'mention each figure once');
      joined.add(ref);
    }
    const met = new Set(thread.mentions.map((ref) => ref.split('#')[0]!));
    for (const { id } of sources)
      if (met.has(id) === thread.absent.includes(id))
        say(
          at,
          `${id} is ${met.has(id) ? 'both a mention and absent' : 'neither a mention nor absent'}`,
          'list every text once'
        );
    for (const id of thread.absent)
      if (!texts.has(id)) say(at, `there is no source ${id}`, 'name a source of this pack');
    const pairs = new Set<string>();
    for (const { a, b } of thread.relations) {
      if (!thread.mentions.includes(a) || !thread.mentions.includes(b) || a === b)
        say(at, `the relation of ${a} and ${b} joins no two of its mentions`, 'relate two of its mentions');
      const pair = [a, b].sort().join(' ');
      if (pairs.has(pair)) say(at, `${a} and ${b} are related twice`, 'say it once');
      pairs.add(pair);
    }
    for (const a of thread.mentions)
      for (const b of thread.mentions)
        if (a < b && a.split('#')[0] !== b.split('#')[0] && !pairs.has(`${a} ${b}`))
          say(at, `the relation of ${a} and ${b} is not given`, 'say same, reworded or differs');
    for (const part of thread.parts?.threads ?? [])
      if (!ids.has(part) || part === thread.id)
        say(at, `its part ${part} is no other thread`, 'name a thread');
  }
  for (const ref of figures.keys())
    if (!joined.has(ref)) say(ref, 'the figure is in no thread', 'mention it in the thread it names');
  lookalikes.forEach(({ a, b }, i) => {
    for (const ref of [a, b])
      if (!ids.has(ref) && !figures.has(ref))
        say(`lookalike ${i + 1}`, `there is no thread or figure ${ref}`, 'name one that exists');
  });
  const seen = new Set<string>();
  for (const quotation of quotations) {
    const at = `quotation ${quotation.id}`;
    if (seen.has(quotation.id)) say(at, 'the id is used twice', 'give each an id of its own');
    seen.add(quotation.id);
    if (Boolean(quotation.origin) === (quotation.relation === 'not-found'))
      say(at, 'an origin goes with every relation but not-found', 'mend one of them');
    const spans = [
      { source: quotation.in, span: quotation.span },
      ...(quotation.origin?.spans ?? []).map((span) => ({ source: quotation.origin!.source, span }))
    ];
    for (const { source, span } of spans) stands(texts, source, span, `${at},`, say);
  }
  contrastProblems(contrasts, texts, say);
  const asked = new Set<string>();
  for (const { id, threads, options, shows } of questions) {
    const at = `question ${id}`;
    if (asked.has(id)) say(at, 'the id is used twice', 'give each an id of its own');
    asked.add(id);
    for (const thread of threads)
      if (!ids.has(thread)) say(at, `there is no thread ${thread}`, 'name a thread that exists');
    for (const ref of shows)
      if (!figures.has(ref)) say(at, `there is no figure ${ref}`, 'name a figure that keys/ has');
    if (new Set(options.map(({ text }) => text)).size !== options.length)
      say(at, 'two options are the same', 'offer three that differ');
  }
}

function contrastProblems(
  contrasts: Threads['contrasts'],
  texts: ReadonlyMap<string, string>,
  say: Say
): void {
  const seen = new Set<string>();
  for (const { id, a, b, differs, changes, contested } of contrasts) {
    const at = `contrast ${id}`;
    if (seen.has(id)) say(at, 'the id is used twice', 'give each an id of its own');
    seen.add(id);
    if (a.source === b.source && shared(a.span, b.span) > 0)
      say(at, 'its two sides overlap', 'contrast two places');
    for (const [side, parts] of [
      [a, differs.a],
      [b, differs.b]
    ] as const) {
      for (const span of [side.span, ...parts]) stands(texts, side.source, span, `${at},`, say);
      for (const part of parts)
        if (shared(part, side.span) < part.end - part.start)
          say(
            at,
            `"${part.quote}" lies outside "${side.span.quote}"`,
            'take in the words in which it differs'
          );
    }
    if (differs.a.length + differs.b.length === 0)
      say(at, 'no words are named in which the two part', 'fill in differs');
    if (contested && !contested.readings.some(({ as }) => as === changes))
      say(at, `${changes} is none of its readings`, 'take what it changes from the readings');
  }
}
