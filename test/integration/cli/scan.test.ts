import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { surefoot } from './surefoot.ts';

const clinic = { SUREFOOT_RADIO: 'virtual:walkingClinic' };

describe('surefoot scan', () => {
  it('lists supported sensors as JSON, one a line, strongest first, with what they can do and are too weak for', () => {
    const { status, stdout, stderr } = surefoot(['scan', '--seconds', '1', '--json'], { env: clinic });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const found = stdout.trim().split('\n').map((line) => JSON.parse(line) as { id: string; rssi: number; weaknesses: string[] });
    expect(found.map(({ id }) => id).sort()).toEqual(['a09e1a0a1b2c', 'd422cd002001', 'd422cd002002', 'd422cd002003']);
    const strengths = found.map(({ rssi }) => rssi);
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    expect(found.find(({ id }) => id === 'd422cd002001')).toMatchObject({
      model: 'movella-dot', name: 'Movella DOT 1', supported: true, weaknesses: [],
      capabilities: { hasGyroscope: true, time: 'timestamp', wrapBits: 32, hasBattery: true },
    });
    expect(found.find(({ id }) => id === 'a09e1a0a1b2c')?.weaknesses.join(' ')).toContain('no gyroscope');
  });

  it('prints a table for people', () => {
    const { status, stdout } = surefoot(['scan', '--seconds', '1'], { env: clinic });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Id +Model +Name +Signal\n/);
    expect(stdout).toMatch(/d422cd002001 +movella-dot +Movella DOT 1 +-\d\d dBm/);
  });

  it('leaves out what it does not support unless asked, and says how to see it', () => {
    const room = JSON.stringify({ sensors: [{ kind: 'generic', address: 'e8:00:00:00:00:01', name: 'Board\u001b[31m' }] });
    const without = surefoot(['scan', '--seconds', '1', '--json'], { env: { SUREFOOT_RADIO: `virtual:${room}` } });
    expect(without).toMatchObject({ status: 0, stdout: '' });
    expect(without.stderr).toContain('1 other Bluetooth device was heard (--all lists them)');
    const all = surefoot(['scan', '--seconds', '1', '--all'], { env: { SUREFOOT_RADIO: `virtual:${room}` } });
    // What a device calls itself does not steer the terminal.
    expect(all.stdout).toMatch(/e80000000001 +not supported +Board\?\[31m/);
  });

  it('knows an own board by its description', () => {
    const folder = mkdtempSync(join(tmpdir(), 'surefoot-scan-'));
    try {
      const file = join(folder, 'broken.json');
      writeFileSync(file, '{}');
      const { status, stdout, stderr } = surefoot(['scan', '--seconds', '1', '--sensor-file', file], { env: clinic });
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain('broken.json: id');
    } finally {
      rmSync(folder, { recursive: true });
    }
    const room = JSON.stringify({ sensors: [{ kind: 'generic', address: 'e8:00:00:00:00:01', name: 'Surefoot Nano' }] });
    const own = surefoot(['scan', '--seconds', '1', '--json', '--sensor-file', 'docs/examples/arduino-nano33.json'], { env: { SUREFOOT_RADIO: `virtual:${room}` } });
    expect(JSON.parse(own.stdout)).toMatchObject({ id: 'e80000000001', supported: true });
  });

  it('without Bluetooth ends with status 3 and one sentence that says what to do', () => {
    const { status, stdout, stderr } = surefoot(['scan', '--seconds', '1'], { env: { BLUETOOTH_HCI_SOCKET_UART_PORT: '/dev/no-such-port' } });
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toBe("surefoot: No Bluetooth controller answers on /dev/no-such-port; check the cable, the port's name and BLUETOOTH_HCI_SOCKET_UART_BAUDRATE.\n");
  });

  it('refuses seconds and packages that make no sense', () => {
    expect(surefoot(['scan', '--seconds', '0'])).toMatchObject({ status: 2, stdout: '' });
    const wrong = surefoot(['scan'], { env: { SUREFOOT_BLE: 'bluez' } });
    expect(wrong).toMatchObject({ status: 2, stderr: 'surefoot: SUREFOOT_BLE is "bluez"; use one of abandonware, stoprocent.\n' });
  });
});
