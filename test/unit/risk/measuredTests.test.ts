import { describe, expect, it } from 'vitest';
import type { MetricValue, Sex } from '../../../src/model/index.ts';
import type { KnownAnswers } from '../../../src/questionnaires/index.ts';
import { riskReport } from '../../../src/risk/index.ts';

const metric = (id: string, value: number | null, more: Partial<MetricValue> = {}): MetricValue => ({
  id, value, ...(value === null && { missing: 'The recording has no "go" mark.' }), unit: 's', of: 'trial', n: 1, algorithm: `${id}@1`, site: 'lowerBack', source: 'measured', ...more,
});
const tug = (value: number | null, more?: Partial<MetricValue>) => metric('tug.duration', value, more);
const stands = (value: number) => metric('chair.standCount', value, { unit: '{stands}' });
/** Worried, one fall without consequences, not frail: STEADI is at risk, and the World Falls Guidelines ask for the walk. */
const answers: KnownAnswers = {
  'falls.past12Months': 1, 'falls.injuryNeedingPhysician': false, 'falls.emergencyVisit': false, 'falls.unableToGetUp': false, 'falls.lossOfConsciousness': false,
  'keyQuestions.unsteady': false, 'keyQuestions.worried': true, 'frailty.frail': false,
};
function report(metrics: readonly MetricValue[], more: KnownAnswers = {}, ageYears = 76, sex: Sex = 'F') {
  const { models, domains } = riskReport({ metrics, answers: { ...answers, ...more }, participant: { ageYears, sex } });
  const model = (id: string) => models.find((m) => m.id === id)!;
  return { steadi: model('steadi2019'), wfg: model('wfg2022'), modified: model('wfgModified2024'), item: (id: string) => domains.flatMap((d) => d.items).find((i) => i.id === id)! };
}
const fires = (result: { firedRules: readonly { rule: string }[] }, rule: string) => result.firedRules.some((r) => r.rule === rule);

describe('a timed up and go measured from the go mark', () => {
  it.each([[11.99, false], [12, true], [12.41, true]])('of %f s is a STEADI deficit of gait: %s', (seconds, deficit) => {
    const { steadi, item } = report([tug(seconds)]);
    expect(fires(steadi, 'timedUpAndGo')).toBe(deficit);
    expect(item('functionTests.timedUpAndGoS')).toMatchObject({ value: seconds, origin: { kind: 'measured', algorithm: 'tug.duration@1' } });
  });

  it.each([[15, 'low'], [15.01, 'intermediate']])('of %f s makes the World Falls Guidelines say %s', (seconds, level) => {
    expect(report([tug(seconds)]).wfg.level).toBe(level);
  });

  it.each([[10, 'low'], [10.01, 'intermediate']])('of %f s makes their modification say %s', (seconds, level) => {
    expect(report([tug(seconds)]).modified.level).toBe(level);
  });

  it('says in its rule that a sensor measured it', () => {
    expect(report([tug(12.41)]).steadi.firedRules.find((r) => r.rule === 'timedUpAndGo')!.text).toContain('Timed Up and Go took 12.41 s by sensor, at or above 12 s');
  });

  it.each([[11, false, 'low'], [16, true, 'intermediate']])('gives way to a stopwatch of %f s', (seconds, deficit, level) => {
    const { steadi, wfg, item } = report([tug(seconds === 11 ? 20 : 8)], { 'functionTests.timedUpAndGoS': seconds });
    expect(fires(steadi, 'timedUpAndGo')).toBe(deficit);
    expect(wfg.level).toBe(level);
    expect(item('functionTests.timedUpAndGoS').origin).toEqual({ kind: 'entered' });
  });

  it.each([['without a go mark', [tug(null), metric('tug.movementDuration', 20)]], ['that cannot be right', [tug(20, { flags: ['outsidePlausibleRange'] })]]])('%s decides nothing', (_, metrics) => {
    const { steadi, wfg, item } = report(metrics);
    expect(fires(steadi, 'timedUpAndGo')).toBe(false);
    expect(wfg.level).toBe('indeterminate');
    expect(item('functionTests.timedUpAndGoS').status).toBe('missing');
  });
});

describe('a chair stand counted by a sensor', () => {
  // The last and first year of each row, and just outside the table; below the number is below average.
  it.each<[number, Sex, number | null]>([
    [65, 'M', 12], [65, 'F', 11], [69, 'F', 11], [70, 'F', 10], [74, 'M', 12], [75, 'M', 11], [80, 'F', 9], [85, 'M', 8], [90, 'F', 4], [94, 'M', 7], [94, 'F', 4], [95, 'M', null], [95, 'F', null],
  ])('at %i years, %s, is below average under %s', (age, sex, cut) => {
    const deficit = (count: number) => fires(report([stands(count)], {}, age, sex).steadi, 'chairStand');
    if (cut === null) {
      expect(deficit(0)).toBe(false);
      expect(report([stands(0)], {}, age, sex).item('functionTests.chairStandCount').status).toBe('noCutOff');
    } else {
      expect([deficit(cut - 1), deficit(cut)]).toEqual([true, false]);
    }
  });

  it.each<[number, Sex, string]>([[59, 'F', 'noCutOff'], [59, 'M', 'noCutOff'], [60, 'F', 'concern'], [60, 'M', 'concern'], [64, 'F', 'concern'], [64, 'M', 'concern']])(
    'of 5 at %i years, %s, is %s among the evidence', (age, sex, status) => {
      expect(report([stands(5)], {}, age, sex).item('functionTests.chairStandCount').status).toBe(status);
    });

  it('is 0 where the hands were used, whatever was counted', () => {
    const { steadi, item } = report([stands(14)], { 'functionTests.chairStandHandsUsed': true });
    expect(steadi.firedRules.find((r) => r.rule === 'chairStand')!.text).toContain('The hands were needed in the chair stand, which scores 0 stands');
    expect(item('functionTests.chairStandCount').value).toBe(0);
  });

  it('gives way to an entered count', () => {
    expect(report([stands(14)], { 'functionTests.chairStandCount': 6 }).item('functionTests.chairStandCount')).toMatchObject({ value: 6, origin: { kind: 'entered' } });
  });
});
