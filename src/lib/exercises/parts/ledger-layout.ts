import { originNodes, wrapped, type Ledger, type LedgerOrigin, type OriginNode } from './ledger.ts';

/** Where the parts of a ledger's picture stand, in units of its view box. */

const LABEL = 176;
const PITCH = 152;
/** The least height of the heads and of a row; a line of a label, and the space around it. */
const TOP = 60;
const ROW = 80;
const LINE = 15;
const AROUND = 20;
/** From the last row to the ends of the lines beneath it. */
const DROP = 104;
const NODE = 112;

export interface Layout {
  width: number;
  height: number;
  columns: { id: string; x: number; lines: string[] }[];
  /** `top` is where the row begins, `y` its middle. */
  rows: { id: string; top: number; y: number; lines: string[] }[];
  relations: { path: string; x: number; y: number; relation: Ledger['relations'][number]['relation'] }[];
  origins: { path: string; origin: LedgerOrigin['origin']; x: number; y: number; count: number }[];
  nodes: { x: number; y: number; lines: string[]; named: boolean }[];
  /** Where the rows end and the origins begin. */
  foot: number;
}

/**
 * Where everything stands. Nothing is measured on the page, so that a server can draw it.
 * @param label how many characters a line of a row's label has; a row grows with its lines, and none is cut
 */
export function layout(ledger: Ledger, label = 25): Layout {
  const ends = originNodes(ledger);
  const width = Math.max(LABEL + PITCH * ledger.columns.length, NODE * ends.length);
  const columns = ledger.columns.map(({ id, name }, i) => ({
    id,
    x: LABEL + PITCH * (i + 0.5),
    lines: wrapped(name, 18)
  }));
  let foot = Math.max(TOP, LINE * (1 + mostLines(columns)));
  const rows = ledger.rows.map(({ id, counted }) => {
    const lines = wrapped(counted, label);
    const top = foot;
    foot += Math.max(ROW, LINE * lines.length + AROUND);
    return { id, top, y: (top + foot) / 2, lines };
  });
  const xOf = new Map(columns.map(({ id, x }) => [id, x]));
  const yOf = new Map(rows.map(({ id, y }) => [id, y]));
  const relations = ledger.relations.flatMap(({ row, from, to, relation }) => {
    const [a, b, y] = [xOf.get(from), xOf.get(to), yOf.get(row)];
    if (a === undefined || b === undefined || y === undefined) return [];
    const [x1, x2] = [a + 44, b - 44];
    // Over the columns between, where there are any.
    const far = b - a > PITCH + 1;
    const path = far ? `M${x1} ${y - 12} Q${(x1 + x2) / 2} ${y - 42} ${x2} ${y - 12}` : `M${x1} ${y} H${x2}`;
    return [{ path, x: (a + b) / 2, y: far ? y - 27 : y, relation }];
  });
  const beneath = below(ledger, ends, { width, foot, xOf });
  return {
    width,
    height: foot + (ends.length > 0 ? DROP + Math.max(TOP, LINE * mostLines(beneath.nodes)) : 8),
    columns,
    rows,
    relations,
    ...beneath,
    foot
  };
}

function below(
  ledger: Ledger,
  ends: readonly OriginNode[],
  { width, foot, xOf }: { width: number; foot: number; xOf: ReadonlyMap<string, number> }
) {
  const nodes = ends.map(({ name, named }, i) => ({
    x: (width * (i + 0.5)) / ends.length,
    y: foot + DROP,
    lines: wrapped(name, 13),
    named
  }));
  /** The lines that leave one column, from left to right. */
  const leaving = new Map<string, LedgerOrigin[]>();
  for (const { from } of ends)
    for (const origin of from) leaving.set(origin.column, [...(leaving.get(origin.column) ?? []), origin]);
  const origins = ends.flatMap(({ from }, i) =>
    from.flatMap((origin) => {
      const middle = xOf.get(origin.column);
      if (middle === undefined) return [];
      const mine = leaving.get(origin.column)!;
      const x = middle + 30 * (mine.indexOf(origin) - (mine.length - 1) / 2);
      const end = nodes[i]!;
      const y = foot + 18;
      const path = `M${x} ${y} C${x} ${y + 44} ${end.x} ${end.y - 56} ${end.x} ${end.y - 16}`;
      return [{ path, origin: origin.origin, x, y: foot + 12, count: origin.rows.length }];
    })
  );
  return { nodes, origins };
}

const mostLines = (labels: readonly { lines: string[] }[]) =>
  Math.max(0, ...labels.map(({ lines }) => lines.length));
