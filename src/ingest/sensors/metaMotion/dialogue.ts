import { AppError } from '../../../model/index.ts';
import type { SensorDialogue, SensorStep } from '../define.ts';
import { ACC, ACC_G, ADD, CHIP_OF_IMPLEMENTATION, CONFIG, GYR, GYR_HIGH, GYR_RANGE, POWER, PROCESSED, PROCESSED_OF, PROCESSOR, RATE_CODES, READING, REMOVE_ALL, SAMPLING } from './protocol.ts';
import type { Chip, Sending } from './protocol.ts';

export const SERVICE = '326a900085cb9195d9dd464cfbbae75a';
export const COMMAND = { service: SERVICE, characteristic: '326a900185cb9195d9dd464cfbbae75a' };
export const NOTIFY = { service: SERVICE, characteristic: '326a900685cb9195d9dd464cfbbae75a' };

/** What an accounter is told: its source (module, register, no number, six bytes from 0), kind 11, four bytes of time, the logger's prescaler. */
const accounterOf = (module: number, register: number) => [PROCESSOR, ADD, module, register, 0xff, 0xa0, 0x11, 0x31, 0x03];

const tell = (...bytes: number[]): SensorStep => ({ do: 'write', to: COMMAND, bytes: Uint8Array.from(bytes), withResponse: true });
const ask = (bytes: readonly number[], module: number, register: number): SensorStep => ({
  do: 'request', to: COMMAND, bytes: Uint8Array.from(bytes), withResponse: true, channel: 0,
  isReply: (payload) => payload[0] === module && payload[1] === register,
});

export function* startMetaMotion(label: string, rateHz: number, sending: Sending): SensorDialogue {
  // It goes on sending over a lost connection. Silence first: what still came would be of accounters that nobody here knows.
  yield* stopMetaMotion();
  yield { do: 'subscribe', channel: 0 };

  const chip = chipOf(label, yield ask([ACC, READING], ACC, READING));
  const rate = RATE_CODES.get(rateHz)!;
  yield tell(ACC, CONFIG, chip.accHigh | rate, chip.ranges.get(ACC_G)!);
  yield tell(GYR, CONFIG, GYR_HIGH | rate, GYR_RANGE);

  if (sending === 'clocked') {
    // The decoder sees these answers too: after the question above, the first names the accelerometer's accounter, the second the gyroscope's.
    const acc = numberOf(label, yield ask(accounterOf(ACC, chip.accPlain), PROCESSOR, ADD));
    const gyr = numberOf(label, yield ask(accounterOf(GYR, chip.gyrPlain), PROCESSOR, ADD));
    yield tell(PROCESSOR, PROCESSED, 1);
    yield tell(PROCESSOR, PROCESSED_OF, acc, 1);
    yield tell(PROCESSOR, PROCESSED_OF, gyr, 1);
  } else {
    yield tell(ACC, sending === 'packed' ? chip.accPacked : chip.accPlain, 1);
    yield tell(GYR, sending === 'packed' ? chip.gyrPacked : chip.gyrPlain, 1);
  }

  for (const module of [ACC, GYR]) yield tell(module, SAMPLING, 1, 0);
  for (const module of [ACC, GYR]) yield tell(module, POWER, 1);
}

/** Both sensors off, their registers silent, no processor left. Right for both chips: a register that one lacks is ignored. */
export function* stopMetaMotion(): SensorDialogue {
  for (const module of [ACC, GYR]) yield tell(module, POWER, 0);
  for (const module of [ACC, GYR]) yield tell(module, SAMPLING, 0, 1);
  yield tell(PROCESSOR, REMOVE_ALL);
}

function chipOf(label: string, answer: Uint8Array | undefined): Chip {
  const chip = answer && CHIP_OF_IMPLEMENTATION.get(answer[2]);
  if (!chip) {
    throw new AppError('SENSOR_REFUSED', `This ${label} has an accelerometer that Surefoot does not know (type ${answer?.[2] ?? 'none'}). Use a MetaMotion R, RL, C or S.`);
  }
  return chip;
}

function numberOf(label: string, answer: Uint8Array | undefined): number {
  if (answer?.length !== 3) throw new AppError('SENSOR_REFUSED', `This ${label} did not add the clock to its samples. Switch it off and on, or choose the mode "packed".`);
  return answer[2];
}
