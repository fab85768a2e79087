/** Reasons of the Bluetooth Core Specification, volume 1 part F, that say something to the person who wears the sensor. */
const REASONS: Readonly<Record<number, string>> = {
  0x05: 'the sensor did not accept this computer',
  0x08: 'it was out of reach for too long, or its battery is empty',
  0x13: 'the sensor ended the connection',
  0x14: 'the sensor ended the connection: it ran out of memory',
  0x15: 'the sensor was switched off',
  0x16: 'this computer ended the connection',
  0x1f: 'the radio gave no reason',
  0x22: 'the sensor stopped answering',
  0x3b: 'the sensor did not accept the terms of the connection',
  0x3d: 'the connection was disturbed',
  0x3e: 'the sensor did not answer when it was connected to',
};

/** Why a link is gone, in plain words. @param reason what noble hands over: an HCI number on Linux, a text or nothing elsewhere */
export function disconnectReason(reason: unknown): string {
  if (typeof reason === 'number') return REASONS[reason] ?? `the radio gave reason 0x${reason.toString(16).padStart(2, '0')}`;
  if (typeof reason === 'string' && reason !== '' && reason !== 'unknown') return reason;
  if (reason instanceof Error) return reason.message;
  return 'the radio gave no reason';
}
