import type { RadioScenario } from './scenario.ts';
import { virtualSensors } from './sensors/index.ts';

type Check = (value: unknown, where: string) => void;

function wrong(where: string, what: string): never {
  throw new RangeError(`${where}: ${what}`);
}

const number = (least: number, most: number): Check => (value, where) => {
  if (typeof value !== 'number' || !(value >= least && value <= most)) wrong(where, `must be a number from ${least} to ${most}, is ${JSON.stringify(value)}`);
};
const text: Check = (value, where) => {
  if (typeof value !== 'string' || value === '') wrong(where, `must be a text, is ${JSON.stringify(value)}`);
};
const oneOf = (...choices: readonly unknown[]): Check => (value, where) => {
  if (!choices.includes(value)) wrong(where, `must be one of ${choices.join(', ')}, is ${JSON.stringify(value)}`);
};
const address: Check = (value, where) => {
  if (typeof value !== 'string' || !/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(value)) wrong(where, `must be an address like d4:22:cd:00:10:01 in small letters, is ${JSON.stringify(value)}`);
};
const list = (each: Check, least: number): Check => (value, where) => {
  if (!Array.isArray(value) || value.length < least) wrong(where, `must be a list of at least ${least}`);
  value.forEach((item, i) => each(item, `${where}[${i}]`));
};
/** A JSON object with these fields and no others; fields whose name ends in `!` must be there. */
const object = (fields: Readonly<Record<string, Check>>): Check => (value, where) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong(where || 'the scenario', 'must be an object');
  const place = (name: string): string => (where ? `${where}.${name}` : name);
  const known = new Map(Object.entries(fields).map(([name, check]) => [name.replace('!', ''), check]));
  for (const [name, content] of Object.entries(value)) {
    // What a program left out stands there as undefined; a file cannot hold that.
    if (content === undefined) continue;
    (known.get(name) ?? wrong(place(name), `is not known; choose from ${[...known.keys()].join(', ')}`))(content, place(name));
  }
  for (const name of Object.keys(fields)) {
    if (name.endsWith('!') && (value as Record<string, unknown>)[name.slice(0, -1)] === undefined) wrong(place(name.slice(0, -1)), 'is missing');
  }
};

const HOUR_S = 3600;
const seconds = number(0, 1000 * HOUR_S);
const count = number(1, 1e9);
const air = object({
  connIntervalMs: number(7.5, 4000), packetsPerEvent: count, queueDepth: count, retryFraction: number(0, 0.99), advertisingMs: number(1, 10_240), rssi: number(-127, 20),
});
const sensor = object({
  'kind!': oneOf(...virtualSensors.map(({ kind }) => kind)),
  'address!': address,
  name: text,
  site: text,
  signal: object({ 'scenario!': text, seed: number(0, Number.MAX_SAFE_INTEGER), site: text, atEnd: oneOf('repeat', 'still') }),
  batteryPct: number(0, 100),
  batteryPctPerHour: number(0, 100_000),
  clockPpm: number(-500_000, 500_000),
  ratePpm: number(-500_000, 500_000),
  startTick: number(0, Number.MAX_SAFE_INTEGER),
  air,
  settings: (value, where) => {
    if (typeof value !== 'object' || value === null) wrong(where, 'must be an object');
  },
});

const request = oneOf('mtu', 'discover', 'read', 'write', 'subscribe');
const FAULTS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  stall: { 'forS!': seconds },
  outOfReach: { 'forS!': seconds },
  drop: { reason: number(1, 255) },
  overflow: { 'packets!': count },
  malformed: { 'packets!': count, how: oneOf('short', 'empty', 'long', 'noise') },
  attError: { 'on!': request, 'code!': number(1, 255), times: count },
  noAnswer: { 'on!': request, times: count },
  connectFails: { times: count },
  loss: { 'fraction!': number(0, 1), 'forS!': seconds },
  reboot: { 'offS!': seconds },
  silent: { 'forS!': seconds },
  wrap: {},
};

const fault: Check = (value, where) => {
  const kind = (value as { kind?: unknown } | null)?.kind;
  oneOf(...Object.keys(FAULTS))(kind, `${where}.kind`);
  object({ 'kind!': text, 'atS!': seconds, since: oneOf('radio', 'streaming'), sensor: text, ...FAULTS[kind as string] })(value, where);
};

const scenario = object({
  name: text,
  seed: number(0, Number.MAX_SAFE_INTEGER),
  speed: number(0.001, 10_000),
  controller: object({ address, aclBytes: number(27, 251), aclPackets: number(1, 255) }),
  air,
  'sensors!': list(sensor, 1),
  faults: list(fault, 0),
});

/**
 * Makes sure that parsed JSON is a scenario.
 * @throws RangeError in one line that names the field and what it must be
 */
export function checkRadioScenario(value: unknown): asserts value is RadioScenario {
  scenario(value, '');
  const { sensors } = value as RadioScenario;
  sensors.forEach((each, i) => {
    const same = sensors.findIndex((other) => other.address === each.address);
    if (same < i) wrong(`sensors[${i}].address`, `${each.address} is that of sensors[${same}] too; every sensor needs its own`);
  });
}
