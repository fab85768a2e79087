/** Decoders as one writes them first: a DataView a packet, an object a sample. What the product's decoders are compared with. */
export interface PlainSample {
  readonly time: number;
  readonly acc?: readonly [number, number, number];
  readonly gyr?: readonly [number, number, number];
}

const G = 9.80665;

const viewOf = (payload: Uint8Array) => new DataView(payload.buffer, payload.byteOffset, payload.length);
const int16s = (view: DataView, at: number, scale: number): [number, number, number] => [view.getInt16(at, true) * scale, view.getInt16(at + 2, true) * scale, view.getInt16(at + 4, true) * scale];
const floats = (view: DataView, at: number): [number, number, number] => [view.getFloat32(at, true), view.getFloat32(at + 4, true), view.getFloat32(at + 8, true)];

export function plainDot(payload: Uint8Array): PlainSample[] {
  const view = viewOf(payload);
  return [{ time: view.getUint32(0, true), acc: floats(view, 4), gyr: floats(view, 16) }];
}

export function plainMetaMotion(payload: Uint8Array): PlainSample[] {
  const view = viewOf(payload);
  const time = view.getUint32(3, true);
  return view.getUint8(2) === 0 ? [{ time, acc: int16s(view, 7, (8 * G) / 32768) }] : [{ time, gyr: int16s(view, 7, 1 / 16.4) }];
}

export function plainWitMotion(payload: Uint8Array): PlainSample[] {
  const view = viewOf(payload);
  return [{ time: 0, acc: int16s(view, 2, (16 * G) / 32768), gyr: int16s(view, 8, 2000 / 32768) }];
}

export function plainThingy(payload: Uint8Array): PlainSample[] {
  const view = viewOf(payload);
  return [{ time: 0, acc: int16s(view, 0, G / 1024), gyr: int16s(view, 6, 1 / 32) }];
}

const lastTime = (view: DataView) => Number(view.getBigUint64(1, true)) / 1000;

/** Raw frames of 16 bits at 200 Hz. */
export function plainH10(payload: Uint8Array): PlainSample[] {
  const view = viewOf(payload);
  const samples: PlainSample[] = [];
  const count = (payload.length - 10) / 6;
  const last = lastTime(view);
  for (let i = 0; i < count; i++) samples.push({ time: last - (count - 1 - i) * 5000, acc: int16s(view, 10 + 6 * i, G / 1000) });
  return samples;
}

/** Compressed frames of 16 bits at 52 Hz, in steps of 2.44E-4 g: bits as an array, as the maker's own program has them. */
export function plainVerity(payload: Uint8Array): PlainSample[] {
  const view = viewOf(payload);
  let row = [view.getInt16(10, true), view.getInt16(12, true), view.getInt16(14, true)];
  const rows = [row];
  let at = 16;
  while (at < payload.length) {
    const width = payload[at];
    const count = payload[at + 1];
    const bits: number[] = [];
    const end = at + 2 + Math.ceil((width * 3 * count) / 8);
    for (const byte of payload.subarray(at + 2, end)) for (let bit = 0; bit < 8; bit++) bits.push((byte >> bit) & 1);
    for (let i = 0; i < count; i++) {
      row = row.map((value, axis) => {
        const own = bits.slice((3 * i + axis) * width, (3 * i + axis + 1) * width);
        const delta = own.reduceRight((sum, bit) => 2 * sum + bit, 0);
        return value + (own[width - 1] === 1 ? delta - 2 ** width : delta);
      });
      rows.push(row);
    }
    at = end;
  }
  const last = lastTime(view);
  const scale = Math.fround(2.44e-4) * G;
  return rows.map(([x, y, z], i) => ({ time: last - (rows.length - 1 - i) * (1e6 / 52), acc: [x * scale, y * scale, z * scale] }));
}
