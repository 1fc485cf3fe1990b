/** One OpenStreetMap way of the street network; `nodes` are indices into the network's node arrays. */
export interface StreetWay {
  readonly id: number;
  readonly nodes: Int32Array;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The streets of an extract, as read from a PBF file: only ways with a `highway` tag and the nodes they use.
 * `nodeIds[i]` is the OSM id of node i; `lng[i]`, `lat[i]` its WGS-84 position in degrees.
 */
export interface StreetNetwork {
  readonly nodeIds: Float64Array;
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  readonly ways: readonly StreetWay[];
}
