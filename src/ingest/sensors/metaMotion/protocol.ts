/** Numbers of the MetaMotion protocol. Every frame begins with module and register; a register with the top bit is a reading. */
export const ACC = 0x03;
export const GYR = 0x13;
export const PROCESSOR = 0x09;
export const READING = 0x80;

/** Registers of both sensors. */
export const POWER = 0x01;
export const SAMPLING = 0x02;
export const CONFIG = 0x03;

/** Registers of the data processor. */
export const ADD = 0x02;
export const PROCESSED = 0x03;
export const PROCESSED_OF = 0x07;
export const REMOVE_ALL = 0x08;

/** Registers that send one sample or three. */
export const CHIPS = {
  BMI160: { accPlain: 0x04, accPacked: 0x1c, gyrPlain: 0x05, gyrPacked: 0x07, accHigh: 0x20, ranges: new Map([[2, 0x03], [4, 0x05], [8, 0x08], [16, 0x0c]]) },
  BMI270: { accPlain: 0x04, accPacked: 0x05, gyrPlain: 0x04, gyrPacked: 0x05, accHigh: 0xa0, ranges: new Map([[2, 0x00], [4, 0x01], [8, 0x02], [16, 0x03]]) },
} as const;
export type Chip = (typeof CHIPS)[keyof typeof CHIPS];

/** What the accelerometer module answers when it is asked what it is. */
export const CHIP_OF_IMPLEMENTATION: ReadonlyMap<number, Chip> = new Map<number, Chip>([[0x01, CHIPS.BMI160], [0x04, CHIPS.BMI270]]);

/** Low half of the byte that sets the rate, the same for both sensors of both chips. */
export const RATE_CODES: ReadonlyMap<number, number> = new Map([[50, 0x07], [100, 0x08], [200, 0x09]]);
export const RATES_HZ: readonly number[] = [...RATE_CODES.keys()];
/** High half of that byte for the gyroscope: its ordinary filter. */
export const GYR_HIGH = 0x20;

/** Walking stays below 8 g and 2000 deg/s except at the foot of a fast walker. */
export const ACC_G = 8;
export const GYR_DEG_PER_S = 2000;
/** Byte that sets 2000 deg/s. */
export const GYR_RANGE = 0x00;

/** A step of the board's clock as the accounter sends it, s: 48 periods of its 32768 Hz crystal. */
export const TICK_S = 48 / 32768;

/** How samples are sent: with the board's clock, alone, or three a packet. */
export type Sending = 'clocked' | 'plain' | 'packed';
