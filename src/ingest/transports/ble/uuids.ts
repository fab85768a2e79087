/** What a 16-bit UUID stands for: `0000xxxx-0000-1000-8000-00805f9b34fb`. */
const BASE = '00001000800000805f9b34fb';

/**
 * A UUID as we write it: lower case, no dashes, the 16-bit ones as four digits.
 * Noble drops leading zeros of 16-bit UUIDs, and some systems write them out in full: `a19`, `0000180f-0000-1000-8000-00805f9b34fb`.
 */
export function plainUuid(text: string): string {
  const digits = text.toLowerCase().replaceAll('-', '').trim();
  if (digits.length <= 4) return digits.padStart(4, '0');
  if (digits.length === 32 && digits.startsWith('0000') && digits.endsWith(BASE)) return digits.slice(4, 8);
  return digits;
}
