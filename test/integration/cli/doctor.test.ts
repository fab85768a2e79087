import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startSurefoot, surefoot } from './surefoot.ts';

const folder = mkdtempSync(join(tmpdir(), 'surefoot-doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));
const virtual = { SUREFOOT_RADIO: 'virtual:oneDot' };

interface Check { id: string; level: string; message: string; blocksRecording: boolean }
const checksOf = (stdout: string): Check[] => stdout.trim().split('\n').map((line) => JSON.parse(line) as Check);

describe('surefoot doctor', () => {
  it('on a computer that can record ends with status 0 and leaves nothing behind', () => {
    const { status, stdout, stderr } = surefoot(['doctor', '--data', folder, '--json'], { env: virtual });
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'This computer can record.\n' });
    const checks = checksOf(stdout);
    expect(checks.map(({ id }) => id)).toEqual(['node', 'build', 'dataFolder', 'clock', 'package', 'radio']);
    expect(checks.filter(({ level }) => level === 'problem')).toEqual([]);
    expect(checks.find(({ id }) => id === 'package')?.message).toContain('@abandonware/noble 1.9.2-26');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('without Bluetooth ends with status 3, and the radio\'s line says why', () => {
    const { status, stdout, stderr } = surefoot(['doctor', '--data', folder], { env: { BLUETOOTH_HCI_SOCKET_UART_PORT: '/dev/no-such-port' } });
    expect(status).toBe(3);
    expect(stderr).toContain('cannot record yet');
    expect(stdout).toMatch(/^PROBLEM {2}Serial port +\/dev\/no-such-port does not exist/m);
    expect(stdout).toMatch(/^PROBLEM {2}Radio +No Bluetooth controller answers on \/dev\/no-such-port/m);
  });

  it('names a data folder that cannot be one', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { status, stdout } = surefoot(['doctor', '--data', join(file, 'clinic'), '--json'], { env: virtual });
    rmSync(file);
    expect(status).toBe(3);
    expect(checksOf(stdout).find(({ id }) => id === 'dataFolder')).toMatchObject({ level: 'problem', blocksRecording: true, message: expect.stringContaining(`${file} is not a folder`) as string });
  });

  it('looks for InfluxDB only where it is set, and records without it', async () => {
    const server = createServer((request, answer) => answer.writeHead(request.url === '/ping' ? 204 : 404).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = async (): Promise<{ status: number | null; check: Check | undefined }> => {
      const { status, stdout } = await startSurefoot(['doctor', '--data', folder, '--json'], { env: { ...virtual, SUREFOOT_INFLUX_URL: url } }).ended;
      return { status, check: checksOf(stdout).find(({ id }) => id === 'influx') };
    };
    expect(await ask()).toMatchObject({ status: 0, check: { level: 'ok', message: expect.stringContaining(url) as string } });
    await new Promise((resolve) => server.close(resolve));
    expect(await ask()).toMatchObject({ status: 0, check: { level: 'problem', blocksRecording: false, message: expect.stringContaining('ECONNREFUSED') as string } });
  });
});
