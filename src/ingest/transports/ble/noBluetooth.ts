import { existsSync, readdirSync } from 'node:fs';
import { AppError } from '../../../model/index.ts';

/** Why the radio cannot be used; the middle four are noble's own words for the state of the radio. */
export type RadioFault = 'packageMissing' | 'noSupport' | 'poweredOff' | 'unauthorized' | 'unsupported' | 'unknown' | 'crashed' | 'closed';

/** What the sentence depends on besides the fault. */
export interface RadioPlace {
  readonly platform: NodeJS.Platform;
  /** Serial port of the Bluetooth controller, where it is reached through one. */
  readonly serialPort?: string;
  /** Bluetooth adapters that the system knows; null where it cannot be told. */
  readonly adapters: readonly string[] | null;
}

export function radioPlace(environment: NodeJS.ProcessEnv = process.env): RadioPlace {
  return {
    platform: process.platform,
    serialPort: environment.BLUETOOTH_HCI_SOCKET_UART_PORT,
    adapters: process.platform === 'linux' ? linuxAdapters() : null,
  };
}

/** Names such as `hci0`; empty without any, or where the kernel knows no Bluetooth. */
function linuxAdapters(): readonly string[] {
  const folder = '/sys/class/bluetooth';
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^hci\d+$/.test(name)) : [];
}

/** One line: what is missing and what to do. @param said what noble or the system said, for those who look further */
export function noBluetooth(fault: RadioFault, place: RadioPlace = radioPlace(), said?: string, cause?: unknown): AppError {
  const sentence = sentenceOf(fault, place);
  return new AppError('NO_BLUETOOTH', said ? `${sentence} (${said.replace(/\s+/g, ' ').trim()})` : sentence, {}, { cause });
}

function sentenceOf(fault: RadioFault, place: RadioPlace): string {
  switch (fault) {
    case 'packageMissing': return 'Bluetooth cannot be used: its optional package is not installed; run "npm ci" in the folder of Surefoot without --omit=optional, or install the one that SUREFOOT_BLE names.';
    case 'noSupport': return `This computer has no Bluetooth that can be used. ${whatToTry(place)}`;
    case 'unauthorized': return unauthorized(place);
    case 'unsupported': return place.adapters?.length === 0 && !place.serialPort ? notOn(place) : 'The Bluetooth adapter of this computer knows no Bluetooth Low Energy, which the sensors use; plug in one of version 4.0 or newer.';
    case 'crashed': return 'The part of Surefoot that talks to Bluetooth ended unexpectedly; try again, and run "surefoot doctor" if it happens twice.';
    case 'closed': return 'Bluetooth was closed here; open it again.';
    case 'poweredOff':
    case 'unknown': return notOn(place);
  }
}

function notOn({ platform, serialPort, adapters }: RadioPlace): string {
  if (serialPort) return `No Bluetooth controller answers on ${serialPort}; check the cable, the port's name and BLUETOOTH_HCI_SOCKET_UART_BAUDRATE.`;
  if (adapters?.length === 0) return `No Bluetooth adapter was found. ${whatToTry({ platform, adapters })}`;
  if (platform === 'linux') return 'The Bluetooth radio is off. Switch it on: "rfkill unblock bluetooth", then "bluetoothctl power on".';
  if (platform === 'darwin') return 'The Bluetooth radio is off. Switch it on in System Settings, Bluetooth.';
  if (platform === 'win32') return 'The Bluetooth radio is off or missing. Switch it on in Settings, Bluetooth & devices.';
  return 'The Bluetooth radio is off or missing. Switch it on, or plug in an adapter.';
}

function whatToTry({ platform }: RadioPlace): string {
  if (platform !== 'linux') return 'Plug in a Bluetooth adapter and switch it on.';
  return 'Plug in a Bluetooth adapter and switch it on ("bluetoothctl power on"), or name one on a serial port with BLUETOOTH_HCI_SOCKET_UART_PORT.';
}

function unauthorized({ platform }: RadioPlace): string {
  if (platform === 'darwin') return 'This program may not use Bluetooth. Allow it for your terminal in System Settings, Privacy & Security, Bluetooth.';
  if (platform === 'win32') return 'This program may not use Bluetooth. Allow it in Settings, Privacy & security, Radios.';
  return `This user may not use Bluetooth. Give Node the right once: ${RIGHTS_COMMAND}`;
}

/** Lets Node open raw Bluetooth sockets without root. */
export const RIGHTS_COMMAND = 'sudo setcap cap_net_raw+eip "$(readlink -f "$(which node)")"';
