import { stepsOfTurn } from '../../dsp/turning/stepsOfTurn.ts';
import { turnsInPlace } from '../../dsp/turning/turnsInPlace.ts';
import type { Finding } from '../../model/index.ts';
import { NO_PARTS, refuse, type TestInput, type TestReader, type TestRead } from './define.ts';

/** A turn that is this far from what was asked for is another movement, or one that was broken off. Own choice. */
const WITHIN_SHARE = 0.25;
/** Two strides of level walking ahead: somebody goes somewhere. */
const MOST_STRAIGHT_STRIDES = 3;
/** Turns that run into the recording's ends are not whole. */
const EDGE_S = 0.2;

const NO_GYROSCOPE = 'Turns cannot be measured without a gyroscope: use another sensor, or count by eye.';

/** Turning on the spot, 180 or 360 degrees, as the test asks for. */
export const turnInPlace: TestReader = {
  reads: 'turnInPlace',
  read: ({ protocol, series, walking }: TestInput): TestRead => {
    if (!series.gyr) return { reading: null, refused: NO_GYROSCOPE, findings: [], parts: NO_PARTS };
    const fs = series.sampleRateHz;
    const straight = walking.bouts.reduce((sum, bout) => sum + bout.strides.filter((stride) => stride.straight).length, 0);
    if (straight > MOST_STRAIGHT_STRIDES) {
      return refuse(`This looks like walking: ${straight} strides go straight ahead, and nobody walks in a test of turning on the spot. Analyse it as a walk, or record the turns again.`);
    }
    const whole = turnsInPlace(series).filter(({ start, end }) => start > EDGE_S * fs && end < series.length - EDGE_S * fs);
    if (whole.length === 0) {
      return refuse('Nobody turns in this recording: it has no turn of 45 degrees or more. Was it a stance? Record the turns again.');
    }
    const asked = protocol.turnDeg ?? 360;
    const right = whole.filter(({ angleDeg }) => Math.abs(Math.abs(angleDeg) - asked) <= WITHIN_SHARE * asked);
    const others = whole.filter((turn) => !right.includes(turn)).map(({ angleDeg }) => `${Math.abs(angleDeg).toFixed(0)}°`);
    if (right.length === 0) {
      return refuse(`No turn of about ${asked} degrees was found, only ${others.join(', ')}: another test was done, or the turns were broken off. Record them again.`);
    }
    const contacts = walking.bouts.flatMap((bout) => bout.contacts.map(({ sample }) => sample)).sort((a, b) => a - b);
    const turns = right.map((turn) => ({ ...turn, steps: stepsOfTurn(contacts, turn) }));
    return {
      reading: { kind: 'turnInPlace', turns },
      refused: null,
      findings: [...otherTurns(others, asked), ...oneSide(right)],
      parts: { ...NO_PARTS, phases: turns.map(({ start, end, angleDeg }) => ({ name: angleDeg > 0 ? 'turnLeft' : 'turnRight', startS: start / fs, endS: end / fs })) },
    };
  },
};

function otherTurns(others: readonly string[], asked: number): Finding[] {
  if (others.length === 0) return [];
  return [{ code: 'OTHER_TURNS', severity: 'note', message: `${others.length === 1 ? 'A turn' : 'Turns'} of another angle (${others.join(', ')}) ${others.length === 1 ? 'was' : 'were'} left out: the test asks for ${asked} degrees.` }];
}

function oneSide(turns: readonly { readonly angleDeg: number }[]): Finding[] {
  const left = turns.some(({ angleDeg }) => angleDeg > 0);
  const right = turns.some(({ angleDeg }) => angleDeg < 0);
  if (left && right) return [];
  return [{ code: 'ONE_DIRECTION', severity: 'note', message: `Only turns to the ${left ? 'left' : 'right'} were found; the test asks for both sides.` }];
}
