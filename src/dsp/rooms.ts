/**
 * Arrays that a function fills anew at every call: they grow to the longest asked for, and nothing is allocated once they have.
 * What is in one lasts until the function is called again; it must not be handed out for longer, nor used by two callers at a time.
 */
export class Rooms {
  readonly #kept: Float64Array[] = [];

  /** Room number `k`, `length` long, with whatever was last written to it. */
  room(k: number, length: number): Float64Array {
    if ((this.#kept[k]?.length ?? -1) < length) this.#kept[k] = new Float64Array(length);
    return this.#kept[k].subarray(0, length);
  }

  /** `count` rooms from number `first` on. */
  rooms(count: number, length: number, first = 0): Float64Array[] {
    const rooms: Float64Array[] = [];
    for (let k = first; k < first + count; k++) rooms.push(this.room(k, length));
    return rooms;
  }
}
