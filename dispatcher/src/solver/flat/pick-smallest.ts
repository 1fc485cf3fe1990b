/** The smallest of a stream of keys: a max-heap of those seen so far. */
interface Picker {
  readonly ids: Int32Array;
  readonly keys: Float64Array;
  size: number;
  /** A key must be below this to be taken. */
  worst: number;
}

export function createPicker(count: number): Picker {
  const worst = count === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return { ids: new Int32Array(count), keys: new Float64Array(count), size: 0, worst };
}

export function offer(picker: Picker, id: number, key: number): void {
  if (key >= picker.worst) return;
  const { ids, keys } = picker;
  if (picker.size === ids.length) {
    sink(picker, id, key);
    picker.worst = keys[0] as number;
    return;
  }
  let child = picker.size;
  picker.size += 1;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if ((keys[parent] as number) >= key) break;
    keys[child] = keys[parent] as number;
    ids[child] = ids[parent] as number;
    child = parent;
  }
  keys[child] = key;
  ids[child] = id;
  if (picker.size === ids.length) picker.worst = keys[0] as number;
}

/** Writes the ids in rising order of their keys from `at` on and empties the picker. */
export function takeSorted(picker: Picker, out: Int32Array, at: number): void {
  const { ids, keys } = picker;
  while (picker.size > 0) {
    picker.size -= 1;
    out[at + picker.size] = ids[0] as number;
    sink(picker, ids[picker.size] as number, keys[picker.size] as number);
  }
  picker.worst = ids.length === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Lets an entry sink from the top, in place of the largest. */
function sink({ ids, keys, size }: Picker, id: number, key: number): void {
  let parent = 0;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= size) break;
    if (child + 1 < size && (keys[child + 1] as number) > (keys[child] as number)) child += 1;
    if ((keys[child] as number) <= key) break;
    keys[parent] = keys[child] as number;
    ids[parent] = ids[child] as number;
    parent = child;
  }
  keys[parent] = key;
  ids[parent] = id;
}
