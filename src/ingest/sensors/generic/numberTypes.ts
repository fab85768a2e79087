/** How a number stands in a packet. Its place in the list is its code in compiled layouts. */
export const NUMBER_TYPES = ['u8', 'i8', 'u16', 'i16', 'u24', 'i24', 'u32', 'i32', 'f32'] as const;
export type NumberType = (typeof NUMBER_TYPES)[number];

export function bytesOf(type: NumberType): number {
  return Number(type.slice(1)) / 8;
}

export function isUnsigned(type: NumberType): boolean {
  return type.startsWith('u');
}

/** Reads a number. @param code place of its type in NUMBER_TYPES. The caller has checked the length. */
export function readNumber(view: DataView, at: number, code: number, littleEndian: boolean): number {
  switch (code) {
    case 0: return view.getUint8(at);
    case 1: return view.getInt8(at);
    case 2: return view.getUint16(at, littleEndian);
    case 3: return view.getInt16(at, littleEndian);
    case 4: return readUint24(view, at, littleEndian);
    case 5: return (readUint24(view, at, littleEndian) << 8) >> 8;
    case 6: return view.getUint32(at, littleEndian);
    case 7: return view.getInt32(at, littleEndian);
    case 8: return view.getFloat32(at, littleEndian);
    default: return NaN;
  }
}

function readUint24(view: DataView, at: number, littleEndian: boolean): number {
  const low = view.getUint8(littleEndian ? at : at + 2);
  const high = view.getUint8(littleEndian ? at + 2 : at);
  return low | (view.getUint8(at + 1) << 8) | (high << 16);
}
