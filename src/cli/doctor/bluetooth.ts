import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { release } from 'node:os';
import type { radioState } from '../../app.ts';
import { checkOf, type Check } from './check.ts';

type RadioState = Awaited<ReturnType<typeof radioState>>;

/** Bit of CAP_NET_RAW in a Linux process's capabilities: with it raw Bluetooth sockets may be opened. */
const CAP_NET_RAW = 13n;

export function bluetoothChecks(state: RadioState): readonly Check[] {
  const { serialPort } = state.place;
  return [
    packageCheck(state),
    ...(state.isVirtual ? [] : [adapterCheck(state), ...(serialPort ? [serialPortCheck(serialPort)] : rightsChecks(state))]),
    radioCheck(state),
  ];
}

function packageCheck({ package: found }: RadioState): Check {
  const { ok, blocking } = checkOf('package', 'Bluetooth package');
  return found ? ok(`${found.name} ${found.version} is installed.`) : blocking('It is not installed; run "npm ci" in the folder of Surefoot without --omit=optional, or install the one that SUREFOOT_BLE names.');
}

function adapterCheck({ place: { adapters, platform, serialPort } }: RadioState): Check {
  const { ok, note } = checkOf('adapter', 'Adapter');
  if (serialPort) return ok(`The one on ${serialPort} is used, as BLUETOOTH_HCI_SOCKET_UART_PORT says.`);
  if (adapters === null) return ok(`${platform === 'darwin' ? 'macOS' : platform === 'win32' ? 'Windows' : platform} looks after it.`);
  const kernel = `Linux ${release()}`;
  if (adapters.length > 0) return ok(`${adapters.join(', ')}, on ${kernel}.`);
  return note(`${kernel} has none${existsSync('/sys/class/bluetooth') ? '; plug one in' : ', and no Bluetooth of its own: its module "bluetooth" is not loaded'}.`);
}

function serialPortCheck(path: string): Check {
  const { ok, blocking } = checkOf('serialPort', 'Serial port');
  if (!existsSync(path)) return blocking(`${path} does not exist; see BLUETOOTH_HCI_SOCKET_UART_PORT.`);
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return ok(`${path} can be read and written.`);
  } catch (error) {
    return blocking(`${path} may not be used by this user (${(error as NodeJS.ErrnoException).code}); on Debian: sudo usermod -aG dialout "$USER", then sign in again.`);
  }
}

function rightsChecks({ place: { platform, adapters } }: RadioState): readonly Check[] {
  if (platform !== 'linux') return [];
  const { ok, note, blocking } = checkOf('rights', 'Rights');
  if (mayOpenRawSockets(readFileSync('/proc/self/status', 'utf8'))) return [ok('This user may open raw Bluetooth sockets.')];
  const todo = 'This user may not open raw Bluetooth sockets; give Node the right once: sudo setcap cap_net_raw+eip "$(readlink -f "$(which node)")"';
  return [adapters?.length ? blocking(todo) : note(todo)];
}

/** @param status text of `/proc/self/status` */
export function mayOpenRawSockets(status: string): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  return effective !== undefined && ((BigInt(`0x${effective}`) >> CAP_NET_RAW) & 1n) === 1n;
}

function radioCheck({ fault, isVirtual }: RadioState): Check {
  const { ok, note, blocking } = checkOf('radio', 'Radio');
  if (fault !== null) return blocking(fault);
  return isVirtual ? note('It is on, and simulated: SUREFOOT_RADIO puts sensors in place that are not there.') : ok('It is on.');
}
