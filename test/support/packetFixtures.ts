import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Decoded, SampleBatch, SampleStream, SensorDecoder, SensorSettings } from '../../src/ingest/sensors/define.ts';

/** Samples of one stream that a packet must give: rows of x, y, z. */
export interface ExpectedSamples {
  readonly stream: number;
  readonly ticks?: readonly number[];
  readonly acc?: readonly (readonly number[])[];
  readonly gyr?: readonly (readonly number[])[];
}

export interface FixturePacket {
  readonly channel: number;
  readonly payload: Uint8Array;
  readonly expect: readonly ExpectedSamples[] | 'control' | 'bad';
}

/** Packets for one fresh decoder, in order. */
export interface PacketCase {
  readonly title: string;
  readonly origin: string;
  readonly settings: SensorSettings;
  readonly packets: readonly FixturePacket[];
}

/** Bundled packets of a sensor model: fixtures/packets/<id>.json. */
export function packetFixtures(id: string): readonly PacketCase[] {
  const text = readFileSync(join(import.meta.dirname, `../../fixtures/packets/${id}.json`), 'utf8');
  const { cases } = JSON.parse(text) as { cases: (Omit<PacketCase, 'packets'> & { packets: (Omit<FixturePacket, 'payload'> & { hex: string })[] })[] };
  return cases.map((one) => ({
    ...one,
    packets: one.packets.map(({ channel, hex, expect }) => ({ channel, payload: Uint8Array.from(Buffer.from(hex, 'hex')), expect })),
  }));
}

/** What a decoder said about a packet, in a form that can be kept and compared. */
export interface Outcome {
  readonly decoded: Decoded;
  readonly samples: readonly ExpectedSamples[];
}

export function outcome(decoder: SensorDecoder, channel: number, payload: Uint8Array): Outcome {
  const decoded = decoder.decode(channel, payload);
  const samples = decoder.batches.flatMap((batch, stream) => (batch.length === 0 ? [] : [rowsOf(batch, decoder.streams[stream], stream)]));
  return { decoded, samples };
}

function rowsOf({ length, ticks, columns }: SampleBatch, { measures, clock }: SampleStream, stream: number): ExpectedSamples {
  const rows = (from: number) => Array.from({ length }, (_, i) => [columns[from][i], columns[from + 1][i], columns[from + 2][i]]);
  return {
    stream,
    ...(clock.kind !== 'none' && { ticks: Array.from(ticks.subarray(0, length)) }),
    ...(measures !== 'gyr' && { acc: rows(0) }),
    ...(measures !== 'acc' && { gyr: rows(measures === 'gyr' ? 0 : 3) }),
  };
}
