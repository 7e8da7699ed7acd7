import { error } from '@sveltejs/kit';
import type { Pack, PackSource } from '../packs/load.ts';
import { PICTURE_NAMES, type LedgerFile, type NamingFile } from '../reading/overview.ts';
import type { Figure } from '../text/annotation.ts';
import { shared } from '../text/span.ts';
import { isShown } from './layers.ts';
import { packOf, packs, readableOf } from './packs.ts';

/** The pictures of a pack's overview. They are keys, and leave by the door of the keys. */

/** For `entries()`: every picture of every pack that has one. */
export async function pictureEntries(): Promise<{ pack: string; picture: string }[]> {
  return (await packs()).flatMap((pack) => picturesOf(pack).map((picture) => ({ pack: pack.slug, picture })));
}

/** The pictures that a pack has: not every pack says which words name its event. */
export function picturesOf(pack: Pack): (typeof PICTURE_NAMES)[number][] {
  return PICTURE_NAMES.filter((name) => name === 'ledger' || pack.meta.event);
}

export async function pictureOf(slug: string, name: string): Promise<LedgerFile | NamingFile> {
  const pack = await packOf(slug);
  const picture = picturesOf(pack).find((known) => known === name) ?? error(404, 'There is no such picture.');
  return picture === 'ledger' ? ledgerOf(pack) : namingOf(pack);
}

interface Mention {
  ref: string;
  source: PackSource;
  figure: Figure;
}

/** Threads by texts, of the texts that anybody may read. What is folded stays folded. */
export function ledgerOf(pack: Pack): LedgerFile {
  const texts = readableOf(pack);
  const rows = pack.threads.threads.flatMap((thread) => {
    const mentions = thread.mentions.flatMap((ref): Mention[] => {
      const [id, entry] = ref.split('#');
      const source = texts.find((text) => text.id === id);
      const figure = source?.annotation.figures.find((each) => each.id === entry);
      if (!source || !figure || !isShown(pack, ref, thread.id)) return [];
      const folded = source.annotation.folds.some(({ span }) => shared(span, figure.span) > 0);
      return folded ? [] : [{ ref, source, figure }];
    });
    const columns = texts.filter((text) => mentions.some(({ source }) => source === text));
    return mentions.length > 0 ? [{ thread, mentions, columns }] : [];
  });
  const joint = rows.filter(({ columns }) => columns.length > 1);
  const of = (row: (typeof rows)[number], text: PackSource) =>
    row.mentions.filter(({ source }) => source === text);

  const cells = joint.flatMap((row) =>
    texts.flatMap((text): LedgerFile['shared']['cells'] => {
      const cell = { row: row.thread.id, column: text.id };
      const here = of(row, text);
      if (here.length > 0) return [{ ...cell, ...wordsOf(here.map(({ figure }) => figure)) }];
      return row.thread.absent.includes(text.id) ? [{ ...cell, words: null }] : [];
    })
  );
  const relations = joint.flatMap((row) =>
    row.columns.slice(1).flatMap((to, i) => {
      const from = row.columns[i]!;
      const pair = (a: string, b: string) =>
        of(row, from).some(({ ref }) => ref === a) && of(row, to).some(({ ref }) => ref === b);
      const found = row.thread.relations.find(({ a, b }) => pair(a, b) || pair(b, a));
      return found ? [{ row: row.thread.id, from: from.id, to: to.id, relation: found.relation }] : [];
    })
  );
  return {
    picture: 'ledger',
    version: pack.version.slice(0, 12),
    shared: {
      columns: texts.map(({ id, meta }) => ({ id, name: meta.name })),
      rows: joint.map(({ thread }) => ({ id: thread.id, counted: thread.counted })),
      cells,
      relations,
      origins: originsOf(joint)
    },
    single: rows
      .filter(({ columns }) => columns.length === 1)
      .map(({ thread, mentions, columns }) => ({
        source: columns[0]!.id,
        counted: thread.counted,
        words: mentions.map(({ figure }) => wordsOf([figure]).words).join(', '),
        origin: mentions[0]!.figure.originNote
      }))
  };
}

/** A number as its text has it, with its hedge; the number itself beside it where more than digits stand there. */
function wordsOf(figures: readonly Figure[]): { words: string; value?: string } {
  const said = figures.map(({ span: { quote }, hedgeWords }) =>
    hedgeWords && !quote.toLowerCase().includes(hedgeWords.toLowerCase()) ? `${hedgeWords} ${quote}` : quote
  );
  const words = [...new Set(said)].join(', ');
  const value = figures[0]!.value;
  if (/^[\d,.]+$/.test(words)) return { words };
  return { words, value: value === null ? 'no number' : value.toLocaleString('en-GB') };
}

function originsOf(rows: readonly { thread: { id: string }; mentions: readonly Mention[] }[]) {
  const origins = new Map<string, LedgerFile['shared']['origins'][number]>();
  for (const { thread, mentions } of rows)
    for (const { source, figure } of mentions) {
      const origin = figure.origin === 'unstated-matches' ? 'matching' : figure.origin;
      const name = origin === 'named' ? namedBy(source, figure) : null;
      const key = `${source.id} ${origin} ${name}`;
      const known = origins.get(key) ?? { column: source.id, origin, name, rows: [] };
      if (!known.rows.includes(thread.id)) known.rows.push(thread.id);
      origins.set(key, known);
    }
  return [...origins.values()];
}

/** Who is named as a number's origin; in a primary document that is its author. */
function namedBy({ primary, meta: { author } }: PackSource, { attributedTo }: Figure): string | null {
  if (attributedTo !== 'the text') return attributedTo;
  return primary && author.how !== 'unknown' ? author.value.split(',')[0]! : null;
}

/** The words for the event by text, each with whose choice it is there. */
export function namingOf(pack: Pack): NamingFile {
  const texts = readableOf(pack);
  const words = (pack.meta.event?.words ?? []).flatMap(({ word, namings }) => {
    const found = namings.flatMap((ref) => {
      const [id, entry] = ref.split('#');
      const source = texts.find((text) => text.id === id);
      const device = source?.annotation.devices.find((each) => each.id === entry);
      const folded = source?.annotation.folds.some(({ span }) => device && shared(span, device.span) > 0);
      return source && device && !folded && isShown(pack, ref) ? [{ source, device }] : [];
    });
    found.sort(
      (a, b) => texts.indexOf(a.source) - texts.indexOf(b.source) || a.device.span.start - b.device.span.start
    );
    const uses: NamingFile['words'][number]['uses'] = [];
    for (const { source, device } of found) {
      const { owner } = device;
      const use = uses.find((each) => each.source === source.id && each.owner === owner);
      if (use) use.quotes.push(device.span.quote);
      else uses.push({ source: source.id, owner, quotes: [device.span.quote] });
    }
    const kinds = [...new Set(found.flatMap(({ device }) => device.kind ?? []))];
    return uses.length > 0 ? [{ word, kinds, uses }] : [];
  });
  return {
    picture: 'naming',
    version: pack.version.slice(0, 12),
    texts: texts.map(({ id, meta }) => ({ id, name: meta.name, year: meta.year })),
    words
  };
}
