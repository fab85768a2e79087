import { sensorModels } from '../src/ingest/sensors/index.ts';
import { packetFixtures } from '../test/support/packetFixtures.ts';
import { plainDot, plainH10, plainMetaMotion, plainThingy, plainVerity, plainWitMotion } from './plainDecoders.ts';
import type { PlainSample } from './plainDecoders.ts';
import type { Bench } from './define.ts';

/** Samples a round, about. */
const SAMPLES = 200_000;

/** The bundled packets that stand for an ordinary stream, by the title of their case, and a plain decoder of them. */
const STREAMS: Readonly<Record<string, { readonly title: string; readonly plain: (payload: Uint8Array) => PlainSample[] }>> = {
  'movella-dot': { title: 'Rate quantities, only the used bytes, across the clock\'s return to 0', plain: plainDot },
  'mbientlab-metamotion': { title: 'With the clock of the board: the answers say which accounter is whose', plain: plainMetaMotion },
  'polar-h10': { title: 'A lost frame shows in the times: three frames, the third two frames later, sampled 0.2 % slow', plain: plainH10 },
  'polar-verity-sense': { title: 'Compressed frame in steps of the factor, which the answer to the start told', plain: plainVerity },
  witmotion: { title: 'At rest: a real frame', plain: plainWitMotion },
  'nordic-thingy52': { title: 'Turning: 32 steps are 1 deg/s; the magnetometer is left aside', plain: plainThingy },
};

/** Every sensor model's decoder against a plain one of the same packets. */
export const benches: readonly Bench[] = sensorModels.map((model) => ({
  id: `decoder.${model.id}`,
  group: 'live',
  title: `decoder of ${model.label}`,
  async prepare() {
    const stream = STREAMS[model.id];
    const one = packetFixtures(model.id).find(({ title }) => title === stream?.title);
    if (!one) throw new Error(`bench/decoders.bench.ts names no bundled packets of ${model.id}`);
    const decoder = model.decoder(one.settings);
    // Answers among the packets are heard once, as at a start.
    for (const { channel, payload } of one.packets) decoder.decode(channel, payload);
    const packets = one.packets.filter((packet) => Array.isArray(packet.expect));

    let sum = 0;
    let samples = 0;
    const decodeAll = () => {
      for (const { channel, payload } of packets) {
        decoder.decode(channel, payload);
        for (const { length, columns } of decoder.batches) {
          let own = 0;
          for (const column of columns) for (let i = 0; i < length; i++) own += column[i];
          sum += own;
          samples += length;
        }
      }
    };
    const plainAll = () => {
      for (const { payload } of packets) {
        let own = 0;
        const decoded = stream.plain(payload);
        for (const { acc, gyr } of decoded) {
          if (acc) own += acc[0] + acc[1] + acc[2];
          if (gyr) own += gyr[0] + gyr[1] + gyr[2];
        }
        sum += own;
        samples += decoded.length;
      }
    };
    const [ours, plain] = [decodeAll, plainAll].map((run) => {
      sum = samples = 0;
      run();
      return { sum, samples };
    });
    const rounds = Math.ceil(SAMPLES / ours.samples);
    const repeated = (run: () => void) => () => {
      sum = 0;
      for (let round = 0; round < rounds; round++) run();
      return sum;
    };
    return {
      candidates: [{ name: 'object a sample', run: repeated(plainAll) }, { name: 'Surefoot', run: repeated(decodeAll) }],
      work: { count: rounds * ours.samples, of: 'sample' },
      compare() {
        if (ours.samples !== plain.samples || !(Math.abs(ours.sum - plain.sum) < 1e-6 * Math.max(1, Math.abs(plain.sum)))) {
          throw new Error(`the decoders of ${model.id} differ: ${JSON.stringify({ ours, plain })}`);
        }
      },
    };
  },
}));
