import { describe, expect, test } from 'vitest';
import { disconnectReason } from '../../../../src/ingest/transports/ble/disconnectReason.ts';
import { noBluetooth, type RadioFault, type RadioPlace } from '../../../../src/ingest/transports/ble/noBluetooth.ts';

const linux: RadioPlace = { platform: 'linux', adapters: ['hci0'] };

describe('why there is no Bluetooth', () => {
  test.each<[RadioFault, RadioPlace, RegExp]>([
    ['poweredOff', linux, /is off.*rfkill unblock bluetooth.*bluetoothctl power on/],
    ['poweredOff', { platform: 'linux', adapters: [] }, /^No Bluetooth adapter was found.*BLUETOOTH_HCI_SOCKET_UART_PORT/],
    ['unsupported', { platform: 'linux', adapters: [] }, /^No Bluetooth adapter was found/],
    ['unsupported', linux, /4\.0 or newer/],
    ['poweredOff', { platform: 'darwin', adapters: null }, /System Settings/],
    ['poweredOff', { platform: 'win32', adapters: null }, /Settings, Bluetooth & devices/],
    ['unknown', { ...linux, serialPort: '/dev/ttyUSB0' }, /No Bluetooth controller answers on \/dev\/ttyUSB0/],
    ['unauthorized', linux, /setcap cap_net_raw\+eip/],
    ['unauthorized', { platform: 'darwin', adapters: null }, /Privacy & Security/],
    ['packageMissing', linux, /npm ci/],
  ])('%s on %o says what to do in one line', (fault, place, says) => {
    const { code, message } = noBluetooth(fault, place);
    expect(code).toBe('NO_BLUETOOTH');
    expect(message).toMatch(says);
    expect(message).not.toContain('\n');
  });

  test('what the system said follows in brackets, on the same line', () => {
    expect(noBluetooth('noSupport', linux, 'EAFNOSUPPORT,\n  Address family').message).toMatch(/ \(EAFNOSUPPORT, Address family\)$/);
  });
});

test.each([
  [0x08, 'it was out of reach for too long, or its battery is empty'],
  [0x13, 'the sensor ended the connection'],
  [0x77, 'the radio gave reason 0x77'],
  ['cleanup', 'cleanup'],
  [undefined, 'the radio gave no reason'],
  [new Error('HCI Error: Unknown (0x3e)'), 'HCI Error: Unknown (0x3e)'],
])('a connection that ended with %s: %s', (reason, words) => {
  expect(disconnectReason(reason)).toBe(words);
});
