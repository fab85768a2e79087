/** What the controller does at each command. Source: Bluetooth Core 5.4, Vol 4 Part E sections 7.1 to 7.8. */
import { addressBytes, readU16, u16 } from '../bytes.ts';
import type { Controller } from './controller.ts';
import * as events from './events.ts';
import { agreed, STATUS } from './events.ts';

/** @param parameters what follows the command's head @param opcode for the answer */
type Command = (controller: Controller, parameters: Uint8Array, opcode: number) => Uint8Array | readonly Uint8Array[];

const done: Command = (_, __, opcode) => events.commandComplete(opcode, [STATUS.ok]);
const answers = (...answer: readonly ArrayLike<number>[]): Command => (_, __, opcode) => events.commandComplete(opcode, [STATUS.ok], ...answer);

/** Bluetooth 5.0, so that nothing newer is expected; company 0x05f1 is the Linux Foundation's. */
const VERSION = [0x09, ...u16(0), 0x09, ...u16(0x05f1), ...u16(0)];
/** LE supported, no classic Bluetooth. */
const FEATURES = [0, 0, 0, 0, 0x60, 0, 0, 0];
/** Data length extension. No extended advertising (bit 12): that would need other commands. */
const LE_FEATURES = [0x20, 0, 0, 0, 0, 0, 0, 0];
/** Longest packet on the air: 251 bytes in 2120 microseconds. */
const DATA_LENGTH = [...u16(251), ...u16(2120)];

const connectionOf = (controller: Controller, parameters: Uint8Array): number | null => {
  const handle = readU16(parameters, 0) & 0x0fff;
  return controller.links.has(handle) ? handle : null;
};

/** For commands about a connection: status first, then an event. */
const aboutLink = (then: (controller: Controller, handle: number, parameters: Uint8Array) => Uint8Array | null): Command => (controller, parameters, opcode) => {
  const handle = connectionOf(controller, parameters);
  if (handle === null) return events.commandStatus(opcode, STATUS.unknownConnection);
  controller.send(events.commandStatus(opcode, STATUS.ok));
  const event = then(controller, handle, parameters);
  return event ?? [];
};

const createConnection: Command = (controller, p, opcode) => {
  const address = Array.from(p.slice(6, 12).reverse(), (byte) => byte.toString(16).padStart(2, '0')).join(':');
  if (controller.pending) return events.commandStatus(opcode, STATUS.disallowed);
  if (controller.linkTo(address)) return events.commandStatus(opcode, STATUS.connectionExists);
  controller.pending = { address, minSteps: readU16(p, 13), maxSteps: readU16(p, 15), latency: readU16(p, 17), timeoutSteps: readU16(p, 19) };
  controller.advertise();
  return events.commandStatus(opcode, STATUS.ok);
};

const cancelConnection: Command = (controller, _, opcode) => {
  if (!controller.pending) return events.commandComplete(opcode, [STATUS.disallowed]);
  controller.pending = null;
  return [
    events.commandComplete(opcode, [STATUS.ok]),
    events.connectionComplete(STATUS.unknownConnection, 0, null, { intervalSteps: 0, latency: 0, timeoutSteps: 0 }),
  ];
};

const updateConnection = aboutLink((controller, handle, p) => {
  const link = controller.links.get(handle)!;
  const parameters = agreed({ minSteps: readU16(p, 2), maxSteps: readU16(p, 4), latency: readU16(p, 6), timeoutSteps: readU16(p, 8) }, link.device.air.connIntervalMs);
  link.update(parameters);
  return events.connectionUpdateComplete(handle, parameters);
});

const readRssi: Command = (controller, p, opcode) => {
  const handle = connectionOf(controller, p);
  if (handle === null) return events.commandComplete(opcode, [STATUS.unknownConnection, p[0], p[1], 127]);
  return events.commandComplete(opcode, [STATUS.ok, ...u16(handle), controller.links.get(handle)!.device.air.rssi & 0xff]);
};

/** Octet and bit of each command below in the answer of Read Local Supported Commands (section 6.27). */
const SUPPORTED: readonly (readonly [number, number])[] = [
  [0, 5], [2, 7], [5, 6], [5, 7], [14, 3], [14, 5], [14, 7], [15, 1], [15, 5], [24, 5], [24, 6],
  [25, 0], [25, 1], [25, 2], [26, 2], [26, 3], [26, 4], [26, 5], [27, 2], [27, 5], [33, 6], [34, 1], [35, 3],
];

const supportedCommands = (): Uint8Array => {
  const bits = new Uint8Array(64);
  for (const [octet, bit] of SUPPORTED) bits[octet] |= 1 << bit;
  return bits;
};

const COMMANDS: ReadonlyMap<number, Command> = new Map<number, Command>([
  [0x0406, aboutLink((controller, handle) => {
    // The reason given is for the sensor; the computer is told that it hung up itself.
    controller.ended(controller.links.get(handle)!, STATUS.localEnded);
    return null;
  })],
  [0x041d, aboutLink((_, handle) => events.remoteVersionComplete(handle))],
  [0x0c01, done],
  [0x0c03, (controller, _, opcode) => {
    controller.reset();
    return events.commandComplete(opcode, [STATUS.ok]);
  }],
  [0x0c05, done],
  [0x0c6c, answers([1, 0])],
  [0x0c6d, done],
  [0x1001, answers(VERSION)],
  [0x1002, answers(supportedCommands())],
  [0x1003, answers(FEATURES)],
  [0x1005, (controller, _, opcode) => events.commandComplete(opcode, [STATUS.ok, ...u16(controller.aclBytes), 0, ...u16(controller.options.aclPackets), ...u16(0)])],
  [0x1009, (controller, _, opcode) => events.commandComplete(opcode, [STATUS.ok], addressBytes(controller.options.address))],
  [0x1405, readRssi],
  [0x2001, done],
  [0x2002, (controller, _, opcode) => events.commandComplete(opcode, [STATUS.ok, ...u16(controller.aclBytes), controller.options.aclPackets])],
  [0x2003, answers(LE_FEATURES)],
  [0x2005, done],
  [0x200b, (controller, p, opcode) => {
    controller.activeScan = p[0] === 1;
    return events.commandComplete(opcode, [STATUS.ok]);
  }],
  [0x200c, (controller, p, opcode) => {
    controller.scan(p[0] === 1, p[1] === 1);
    return events.commandComplete(opcode, [STATUS.ok]);
  }],
  [0x200d, createConnection],
  [0x200e, cancelConnection],
  [0x2013, updateConnection],
  [0x2016, aboutLink((_, handle) => events.remoteFeaturesComplete(handle))],
  [0x2022, (_, p, opcode) => events.commandComplete(opcode, [STATUS.ok, p[0], p[1]])],
  [0x202f, answers(DATA_LENGTH, DATA_LENGTH)],
]);

/** Does what a command packet asks for; one that is not known is answered by an error. */
export function answerCommand(controller: Controller, packet: Uint8Array): void {
  const opcode = readU16(packet, 1);
  const command = COMMANDS.get(opcode);
  const answer = command ? command(controller, packet.slice(4), opcode) : events.commandComplete(opcode, [STATUS.unknownCommand]);
  for (const event of answer instanceof Uint8Array ? [answer] : answer) controller.send(event);
}
