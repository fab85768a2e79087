import { readFileSync } from 'node:fs';
import type { SensorCapabilities } from '../../src/model/index.ts';
import type { SensorModel } from '../../src/ingest/sensors/define.ts';
import { sensorModels } from '../../src/ingest/sensors/index.ts';
import { weaknesses } from '../../src/ingest/sensors/weaknesses.ts';

export const SENSORS_INTRODUCTION = `Every Bluetooth sensor that Surefoot records from, as declared in \`src/ingest/sensors/\`. \`surefoot scan\` lists those in reach and says what
each is too weak for. Any other board that sends its samples in even packets can be [described in a file](#describe-your-own-board).

What is known here comes from the makers' documents and from bytes that others have published; \`fixtures/packets/\` holds them with the samples that
must come out. The tests run against virtual sensors that speak the same protocols. None of the sensors has been tried over a real radio yet.`;

const EXAMPLE = 'docs/examples/arduino-nano33.json';
const SKETCH = 'docs/examples/arduino-nano33.ino';

/** The sections of docs/sensors.md. */
export function sensorEntries(): string[] {
  return [comparison(), COLUMNS, ...sensorModels.map(sensorEntry), ADDING, describing()];
}

function capabilitiesOf(model: SensorModel): SensorCapabilities {
  return model.capabilities({ rateHz: model.defaultRateHz });
}

function comparison(): string {
  const rows = sensorModels.map((model) => {
    const { hasGyroscope, ratesHz, samplesPerPacket, hasBattery, ...clock } = capabilitiesOf(model);
    const rates = ratesHz.map((rateHz) => (rateHz === model.defaultRateHz ? `**${rateHz}**` : `${rateHz}`)).join(', ');
    return `| ${[model.label, rates, yesNo(hasGyroscope), clockOf(clock, model.defaultRateHz), samplesPerPacket, yesNo(hasBattery)].join(' | ')} |`;
  });
  return ['| sensor | rates, Hz | gyroscope | tells the time by | samples a packet | tells its battery |', '|---|---|---|---|---|---|', ...rows].join('\n');
}

const COLUMNS = `The rate in bold is used where none is asked for. A sensor with a clock or a number loses nothing unseen: what did not arrive is counted exactly. One that
tells the time by nothing is placed by when its packets arrive, and its losses are an estimate, marked as one.`;

function clockOf({ time, tickS, wrapBits }: Pick<SensorCapabilities, 'time' | 'tickS' | 'wrapBits'>, rateHz: number): string {
  if (time === 'none') return 'nothing';
  const stepS = time === 'timestamp' ? tickS ?? 1 / rateHz : 1 / rateHz;
  const again = wrapBits === null ? '' : `, from 0 again after ${duration(2 ** wrapBits * stepS)}`;
  return time === 'counter' ? `a running number${again}` : `a clock with steps of ${duration(stepS)}${again}`;
}

/** 0.0015 -> `1.5 ms`; 4294.967 -> `72 min`. */
function duration(seconds: number): string {
  const units: readonly (readonly [string, number])[] = [['days', 86_400], ['h', 3600], ['min', 60], ['s', 1], ['ms', 1e-3], ['µs', 1e-6]];
  const [unit, length] = units.find(([, length]) => seconds >= (length > 1 ? 2 * length : length)) ?? ['µs', 1e-6];
  return `${Number((seconds / length).toPrecision(2))} ${unit}`;
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

function sensorEntry(model: SensorModel): string {
  const weak = weaknesses(capabilitiesOf(model), model.defaultRateHz);
  return [
    `## ${model.label}`,
    '',
    `\`${model.id}\`. ${weak.length === 0 ? 'It has what the tests need: a gyroscope, a clock or running number, a fast enough rate, and it tells its battery.' : 'What it is too weak for:'}`,
    '',
    ...(weak.length === 0 ? [] : [...weak.map((sentence) => `- ${sentence}`), '']),
    `Source: ${model.source}.`,
  ].join('\n');
}

const ADDING = `## Add a sensor

One file and one line:

1. Copy \`src/ingest/sensors/movellaDot.ts\`. A model says how to recognise the device, which characteristics to listen to, what to write to start and stop it,
   and how to decode a packet. It does no Bluetooth itself: \`start\` and \`stop\` yield steps.
2. Add it to \`src/ingest/sensors/index.ts\`. A test fails while it is missing there.
3. Put packets with the samples that must come out of them into \`fixtures/packets/<id>.json\`: the maker's own examples where there are any, and broken ones.
4. \`npx vitest run --project contract test/contract/sensorModels.test.ts\` runs the suite that every model passes; \`npm run docs\` makes this page again.`;

function describing(): string {
  return `## Describe your own board

A board that sends samples in packets of one length needs no code, only a JSON file. \`surefoot scan\` and \`surefoot record\` take it; their help says how.
This is [${EXAMPLE}](examples/arduino-nano33.json), for an Arduino Nano 33 BLE Sense Rev2:

\`\`\`json
${source(EXAMPLE)}
\`\`\`

${FIELDS}

The sketch that fits, [${SKETCH}](examples/arduino-nano33.ino), sends a packet a sample while somebody listens. It has been checked against the sources of the
motion sensor's library, and not been run on a board:

\`\`\`cpp
${source(SKETCH)}
\`\`\`

${HINTS}`;
}

function source(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8').trimEnd();
}

const FIELDS = `| field | says |
|---|---|
| \`id\`, \`label\` | its name for programs (small letters, digits, dashes) and for people |
| \`source\` | where its protocol is written down; may be left out |
| \`recognise\` | \`name\`: how the name it advertises begins; \`service\`: a service it advertises. Where both are given both must hold |
| \`rateHz\`, \`ratesHz\` | samples a second it starts with; others it can be asked for, if any |
| \`notify\` | service and characteristic whose notifications are the packets |
| \`packet\` | what is in them, see below |
| \`channels\` | in place of \`notify\` and \`packet\`: a list of such pairs, where acceleration and angular rate come from characteristics of their own |
| \`start\`, \`stop\` | lists of writes, \`{ "service", "characteristic", "hex": "01 1A" }\`, and pauses, \`{ "waitMs": 100 }\`; may be left out. \`"hex": { "50": "0132", "100": "0164" }\` writes by rate, \`"withResponse": false\` without an answer |
| \`battery\` | service and characteristic of a percentage in one byte; may be left out |

A packet is a \`header\`, which may be left out, and then \`fields\` once for every sample; \`samplesPerPacket\` is 1 where it is left out. Bytes stand in the order of the list. A packet of
another length is counted as bad.

| in a field | says |
|---|---|
| \`field\` | \`ax\`, \`ay\`, \`az\`, \`gx\`, \`gy\`, \`gz\`: axes as printed on the board. \`timestamp\`, \`counter\`. \`skip\`: bytes that do not matter, as a \`type\` or as a number of \`bytes\` |
| \`type\` | \`u8\`, \`i8\`, \`u16\`, \`i16\`, \`u24\`, \`i24\`, \`u32\`, \`i32\`, \`f32\`; little-endian, or big-endian with \`"be": true\` in the field or the packet |
| \`unit\` | \`g\` or \`m/s^2\`; \`deg/s\` or \`rad/s\`; of a timestamp \`s\`, \`ms\`, \`us\`, or \`ticks\` with \`ticksPerSecond\` |
| \`scale\` | what one step of the number is in that unit; 1 where it is left out. A negative one turns an axis round |
| \`belongsTo\` | of a time or number that stands once for several samples, in the header: \`first\` or \`last\` of them |
| \`counts\` | of a counter in the header of several samples: \`samples\` or \`packets\` |

A fault is told in one line: \`sensor.json: packet.fields[3].type: "u12" cannot be used; use "u8", ...\``;

const HINTS = `- Send a timestamp or a counter. Without one nobody can tell what was lost: Surefoot estimates it from times of arrival and says so.
- Take the time when the sample is taken, not when it is sent: \`micros()\` right after reading it, in 32 bits.
- Axes must be right-handed: with x to the right and z up, y points away from you. An axis that points up reads +1 g at rest, and turning anticlockwise about it, seen from
  above, reads positive. Where a library's axes are not so, turn one round: a negative \`scale\` for its acceleration and, as it is a rotation, the same for its angular rate.
- Acceleration is needed. Without angular rate there are no sides and no turns.
- 100 samples a second are a good rate; below 50 foot contacts are coarse, and below 25 it is too slow for gait.
- \`rateHz\` is what the chip really does, to a per cent or two: Surefoot finds the rest by the board's clock. The first Nano 33 BLE Sense (LSM9DS1) samples at 119 Hz.
- A packet holds 253 bytes at most, and 20 where the board does not agree to longer ones.`;
