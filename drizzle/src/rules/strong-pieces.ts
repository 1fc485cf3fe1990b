/** Arcs of a directed graph by their tail: those of node v lie at `heads[starts[v]]` to `heads[starts[v + 1] - 1]`. */
interface Arcs {
  readonly starts: Int32Array;
  readonly heads: Int32Array;
}

/** For each node the number of its strongly connected piece (Tarjan 1972, without recursion). */
export function strongPieces(count: number, arcs: readonly (readonly [from: number, to: number])[]): Int32Array {
  const { starts, heads } = byTail(count, arcs);
  const piece = new Int32Array(count).fill(-1);
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const nextArc = starts.slice();
  const open: number[] = [];
  let orders = 0;
  let pieces = 0;

  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue;

    const path = [root];
    for (let v = path.at(-1); v !== undefined; v = path.at(-1)) {
      if (order[v] === -1) {
        order[v] = low[v] = orders++;
        open.push(v);
      }
      const arc = nextArc[v] ?? 0;
      if (arc < (starts[v + 1] ?? 0)) {
        nextArc[v] = arc + 1;
        const w = heads[arc] ?? 0;
        if (order[w] === -1) path.push(w);
        else if (piece[w] === -1) low[v] = Math.min(low[v] ?? 0, order[w] ?? 0);
        continue;
      }
      if (low[v] === order[v]) {
        for (let w = open.pop(); w !== undefined; w = w === v ? undefined : open.pop()) piece[w] = pieces;
        pieces++;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[v] ?? 0);
    }
  }
  return piece;
}

function byTail(count: number, arcs: readonly (readonly [from: number, to: number])[]): Arcs {
  const starts = new Int32Array(count + 1);
  for (const [from] of arcs) starts[from + 1] = (starts[from + 1] ?? 0) + 1;
  for (let v = 0; v < count; v++) starts[v + 1] = (starts[v + 1] ?? 0) + (starts[v] ?? 0);

  const fill = starts.slice();
  const heads = new Int32Array(arcs.length);
  for (const [from, to] of arcs) {
    const at = fill[from] ?? 0;
    heads[at] = to;
    fill[from] = at + 1;
  }
  return { starts, heads };
}
