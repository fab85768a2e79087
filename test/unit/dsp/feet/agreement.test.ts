import { describe, expect, it } from 'vitest';
import { compareBouts } from '../../../../src/dsp/feet/agreement.ts';
import type { InitialContact, Side, Stride, WalkingBout } from '../../../../src/model/index.ts';

const contact = (sample: number, side: Side | null): InitialContact => ({ sample, side, mended: false, uncertain: false });

function bout(samples: readonly number[], { lengthM = 1.2, first = 'left', sided = true }: { lengthM?: number; first?: Side; sided?: boolean } = {}): WalkingBout {
  const other = first === 'left' ? 'right' : 'left';
  const contacts = samples.map((s, i) => contact(s, sided ? (i % 2 === 0 ? first : other) : null));
  const strides = contacts.slice(2).map((c, i): Stride => ({ start: contacts[i].sample, end: c.sample, side: c.side, straight: true, steady: true, lengthM }));
  return { start: samples[0], end: samples[samples.length - 1], contacts, finalContacts: [], strides };
}

const steps = Array.from({ length: 20 }, (_, i) => 100 + 55 * i);

describe('agreement of feet and lower back', () => {
  it('two sensors that tell the same walk agree in everything', () => {
    expect(compareBouts([{ back: bout(steps), feet: bout(steps.map((s) => s + 3)) }], 100)).toEqual({ matched: 20, unmatchedPct: 0, oppositePct: 0, backLengthM: 1.2, feetLengthM: 1.2 });
  });

  it('exchanged feet are opposite in every step', () => {
    expect(compareBouts([{ back: bout(steps), feet: bout(steps, { first: 'right' }) }], 100).oppositePct).toBe(100);
  });

  it('without a side there is nothing to compare sides by', () => {
    expect(compareBouts([{ back: bout(steps, { sided: false }), feet: bout(steps) }], 100).oppositePct).toBeNull();
  });

  it('contacts that only one of them saw are a share of all', () => {
    const missing = steps.filter((_, i) => i !== 5 && i !== 9);
    expect(compareBouts([{ back: bout(steps), feet: bout(missing) }], 100).unmatchedPct).toBeCloseTo((100 * 2) / 38, 9);
  });

  it('steps before and after what the lower back calls walking are not held against anybody', () => {
    expect(compareBouts([{ back: bout(steps.slice(2, -2)), feet: bout(steps) }], 100).unmatchedPct).toBe(0);
  });

  it('a contact put back from the lower back proves nothing', () => {
    const feet = bout(steps);
    const mended = { ...feet, contacts: feet.contacts.map((c, i) => (i === 4 ? { ...c, mended: true } : c)) };
    expect(compareBouts([{ back: bout(steps), feet: mended }], 100)).toMatchObject({ matched: 19, unmatchedPct: 0 });
  });

  it('lengths are the medians of straight strides, or unknown', () => {
    const back = bout(steps, { lengthM: 1.5 });
    expect(compareBouts([{ back, feet: bout(steps) }], 100)).toMatchObject({ backLengthM: 1.5, feetLengthM: 1.2 });
    const unknown = { ...back, strides: back.strides.map((s) => ({ ...s, lengthM: null })) };
    expect(compareBouts([{ back: unknown, feet: bout(steps) }], 100).backLengthM).toBeNull();
  });
});
