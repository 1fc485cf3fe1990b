/** Reads an index that the caller has bounded; an index outside is our own bug. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  return list[index] as T;
}
