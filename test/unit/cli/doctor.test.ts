import { describe, expect, test } from 'vitest';
import { bluetoothChecks, mayOpenRawSockets } from '../../../src/cli/doctor/bluetooth.ts';
import { clockCheck, nodeCheck } from '../../../src/cli/doctor/machine.ts';

const working = { package: { name: '@abandonware/noble', version: '1.9.2-26' }, place: { platform: 'linux', adapters: ['hci0'] }, fault: null, isVirtual: false } as const;

describe('what doctor finds', () => {
  test('rights to raw sockets are read from the capabilities of a Linux process', () => {
    expect(mayOpenRawSockets('Name:\tnode\nCapEff:\t000001ffffffffff\nSeccomp:\t0\n')).toBe(true);
    expect(mayOpenRawSockets('CapEff:\t0000000000002000\n')).toBe(true);
    expect(mayOpenRawSockets('CapEff:\t0000000000001000\n')).toBe(false);
    expect(mayOpenRawSockets('')).toBe(false);
  });

  test('a radio that is off and a package that is missing keep from recording', () => {
    const checks = bluetoothChecks({ ...working, package: null, fault: 'The Bluetooth radio is off.' });
    expect(checks.filter(({ blocksRecording }) => blocksRecording).map(({ id }) => id)).toEqual(expect.arrayContaining(['package', 'radio']));
    expect(checks.find(({ id }) => id === 'radio')?.message).toBe('The Bluetooth radio is off.');
  });

  test('a simulated radio is told as such', () => {
    expect(bluetoothChecks({ ...working, isVirtual: true }).at(-1)).toMatchObject({ level: 'note', blocksRecording: false, message: expect.stringContaining('simulated') as string });
  });

  test('an old Node keeps from recording', () => {
    expect([nodeCheck('20.18.3'), nodeCheck('18.20.0')].map(({ blocksRecording }) => blocksRecording)).toEqual([true, true]);
    expect([nodeCheck('20.19.0'), nodeCheck('24.1.0')].map(({ level }) => level)).toEqual(['ok', 'ok']);
  });

  test('a clock that no time server set is a note', async () => {
    expect(await clockCheck(new Date(), true)).toMatchObject({ level: 'ok' });
    expect(await clockCheck(new Date(), false)).toMatchObject({ level: 'note' });
  });
});
