import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyFeed, take } from '../../../src/dashboard/live/feed.ts';
import { cadenceWords, contactsInWords, swayWords } from '../../../src/dashboard/live/now.tsx';
import type { Worn } from '../../../src/dashboard/live/sites.ts';
import { CADENCE_SITES, inOrder, movedTo, SITES, stillThere, SWAY_SITES, withoutSensor, withSensor } from '../../../src/dashboard/live/sites.ts';
import { batteryWords, endOfId, lossWords, signalWords } from '../../../src/dashboard/live/strength.ts';
import { SHOWN_S, TraceBuffer, limitOf } from '../../../src/dashboard/live/traceBuffer.ts';
import { clock } from '../../../src/dashboard/words/live.ts';
import { SITES as SITES_OF_THE_API } from '../../../src/api/schemas/liveSession.ts';
import type { LiveSessionView } from '../../../src/api/schemas/liveSession.ts';
import { siteRole } from '../../../src/pipeline/live/siteRole.ts';
import type { ContactEvent, TraceEvent } from '../../../src/model/live.ts';

const plain = (words: string) => words.replaceAll('\u202f', ' ').replaceAll('\u2212', '-');

describe('a window of the newest ten seconds in words', () => {
  const window = { type: 'window', site: 'lowerBack', startS: 0, endS: 10, provisional: true, activityMps2: 1, cadenceSpm: null, dominantFrequencyHz: 1.8, sway: null, lossPct: 0 } as const;

  it('reads cadence and sway where the live pipeline reads them', () => {
    for (const site of SITES) {
      const { cadence, sway } = siteRole(site, 'lowerBack');
      expect([site, CADENCE_SITES.includes(site), SWAY_SITES.includes(site)]).toEqual([site, cadence, sway]);
    }
  });

  it('says of a foot that its cadence is not read, and of a back that it has no rhythm', () => {
    expect(plain(cadenceWords({ ...window, cadenceSpm: 108.6 }))).toBe('109 steps/min');
    expect(cadenceWords(window)).toBe('no step rhythm');
    expect(cadenceWords({ ...window, site: 'leftFoot' })).toBe('not read here');
  });

  it('says why there is no sway', () => {
    expect(swayWords({ ...window, site: 'leftFoot' })).toBe('not read here');
    expect(swayWords(window)).toBe('only when still');
    expect(swayWords({ ...window, dominantFrequencyHz: null })).toBe('not told');
    expect(plain(swayWords({ ...window, sway: { rmsMps2: 0.123, pathRateMps3: 1, f95Hz: 2 } }))).toBe('0.12 m/s²');
  });
});

describe('where sensors are worn', () => {
  it('offers the sites that the server takes', () => {
    expect([...SITES].sort()).toEqual([...SITES_OF_THE_API].sort());
  });

  it('goes in the order of choice: lower back, left foot, right foot', () => {
    const worn = ['a', 'b', 'c'].reduce<Worn>(withSensor, []);
    expect(worn).toEqual([{ id: 'a', site: 'lowerBack' }, { id: 'b', site: 'leftFoot' }, { id: 'c', site: 'rightFoot' }]);
    expect(withSensor(withoutSensor(worn, 'a'), 'd').at(-1)).toEqual({ id: 'd', site: 'lowerBack' });
    expect(stillThere(worn, ['c', 'x'])).toEqual([{ id: 'c', site: 'rightFoot' }]);
  });

  it('lists near sensors first, and those that are as near by name', () => {
    const sensor = (name: string | null, rssi: number | null) => ({ id: `id of ${name}`, name, rssi });
    const all = [sensor(null, null), sensor('DOT 10', -57), sensor('DOT 2', -59), sensor('far', -80), sensor('DOT 1', -61), sensor('held close', -38)];
    expect(inOrder(all).map(({ name }) => name)).toEqual(['held close', 'DOT 1', 'DOT 2', 'DOT 10', 'far', null]);
  });

  it('changes two sensors with one another when one is put where the other is', () => {
    const worn = ['a', 'b', 'c'].reduce<Worn>(withSensor, []);
    expect(movedTo(worn, 'b', 'rightFoot')).toEqual([{ id: 'a', site: 'lowerBack' }, { id: 'b', site: 'rightFoot' }, { id: 'c', site: 'leftFoot' }]);
    expect(movedTo(worn, 'c', 'head').at(-1)).toEqual({ id: 'c', site: 'head' });
    expect(movedTo(worn, 'nobody', 'head')).toBe(worn);
  });

  it('has each sensor and each site once, whatever is clicked', () => {
    const id = fc.integer({ min: 0, max: 14 }).map(String);
    const act = fc.oneof(
      id.map((one) => (worn: Worn) => withSensor(worn, one)),
      id.map((one) => (worn: Worn) => withoutSensor(worn, one)),
      fc.tuple(id, fc.constantFrom(...SITES)).map(([one, site]) => (worn: Worn) => movedTo(worn, one, site)),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const worn = acts.reduce<Worn>((before, one) => one(before), []);
        expect(new Set(worn.map((one) => one.id)).size).toBe(worn.length);
        expect(new Set(worn.map((one) => one.site)).size).toBe(worn.length);
      }),
    );
  });
});

describe('the newest ten seconds of a trace', () => {
  const trace = (startS: number, x: (number | null)[], sampleRateHz = 30): TraceEvent => ({ type: 'trace', site: 'lowerBack', startS, sampleRateHz, x, y: x, z: x });

  it('are kept in columns of one length with times that ascend, whatever comes', () => {
    const events = fc.array(fc.record({ startS: fc.double({ min: 0, max: 60, noNaN: true }), count: fc.integer({ min: 0, max: 20 }) }), { maxLength: 40 });
    fc.assert(
      fc.property(events, (all) => {
        const buffer = new TraceBuffer();
        for (const { startS, count } of all) buffer.add(trace(startS, Array.from({ length: count }, (_, i) => i)));
        const { times, x, y, z } = buffer;
        expect([x.length, y.length, z.length]).toEqual([times.length, times.length, times.length]);
        for (let i = 1; i < times.length; i++) expect(times[i]).toBeGreaterThan(times[i - 1]);
        if (times.length > 0) expect(times.at(-1)! - times[0]).toBeLessThanOrEqual(SHOWN_S);
        expect(times.length).toBeLessThanOrEqual(SHOWN_S * 30 + 42);
      }),
    );
  });

  it('show a hole where samples are missing, and none between packets that follow one another', () => {
    const buffer = new TraceBuffer();
    buffer.add(trace(0, [1, 2, 3]));
    buffer.add(trace(0.1, [4, 5, 6]));
    expect(buffer.x).toEqual([1, 2, 3, 4, 5, 6]);
    buffer.add(trace(1, [7]));
    expect(buffer.x).toEqual([1, 2, 3, 4, 5, 6, null, 7]);
    buffer.clear();
    expect(buffer.times).toEqual([]);
  });

  it('are drawn at a height that seldom changes and holds everything', () => {
    expect(limitOf([[], [null]])).toBe(15);
    expect(limitOf([[9.8, -3], [null, -15.5]])).toBe(20);
    expect(limitOf([[-161]])).toBe(200);
  });
});

describe('what the server tells', () => {
  const session = (id: string | null, elapsedS = 0): LiveSessionView => ({
    type: 'session', state: id === null ? 'idle' : 'recording', id, startedAt: null, elapsedS, sensors: [], windowsDropped: 0, assessmentId: null, message: null, patientId: null, protocol: null, attemptId: null,
  });
  const contact = (timeS: number, side: ContactEvent['side']): ContactEvent => ({ type: 'contact', site: 'leftFoot', timeS, side, provisional: true });
  const window = (site: string, endS: number) => ({ type: 'window', site, startS: endS - 10, endS, provisional: true, activityMps2: 1, cadenceSpm: null, dominantFrequencyHz: null, sway: null, lossPct: 0 }) as const;

  it('keeps the newest window of each site, contacts in order of time and a bounded number of notices', () => {
    const feed = emptyFeed();
    take(feed, session('s1'), '1');
    take(feed, window('lowerBack', 10), '2');
    take(feed, window('leftFoot', 10), '3');
    take(feed, window('lowerBack', 12), '4');
    expect(feed.windows.value.map(({ site, endS }) => [site, endS])).toEqual([['leftFoot', 10], ['lowerBack', 12]]);
    take(feed, contact(2, 'left'), '5');
    take(feed, contact(1.5, 'right'), '6');
    expect(feed.contacts.value.map(({ timeS }) => timeS)).toEqual([1.5, 2]);
    for (let i = 0; i < 500; i++) take(feed, { type: 'notice', severity: 'note', code: 'X', message: `${i}`, site: null, timeS: i }, `${10 + i}`);
    expect(feed.notices.value).toHaveLength(200);
    expect(feed.notices.value.at(-1)?.message).toBe('499');
  });

  it('forgets windows, contacts, notices and traces when another session begins, and only then', () => {
    const feed = emptyFeed();
    take(feed, session('s1'), '1');
    take(feed, contact(1, 'left'), '2');
    take(feed, { type: 'trace', site: 'lowerBack', startS: 0, sampleRateHz: 30, x: [1], y: [1], z: [1] }, '3');
    take(feed, session('s1', 5), '4');
    expect(feed.contacts.value).toHaveLength(1);
    take(feed, session('s2'), '5');
    expect(feed.contacts.value).toHaveLength(0);
    expect(feed.traces.get('lowerBack')?.times).toEqual([]);
  });

  it('counts the contacts of the last ten seconds by side', () => {
    const contacts = [contact(1, 'left'), contact(12, 'left'), contact(12.6, 'right'), contact(13.1, 'left'), contact(13.7, null)];
    expect(contactsInWords(contacts, 14)).toBe('left 2, right 1, side unknown 1; last: side unknown, 13.7 s');
    expect(contactsInWords(contacts, 60)).toBe('none yet');
  });
});

describe('words of a sensor', () => {
  it.each([[-40, 'strong (-40 dBm)'], [-60, 'strong (-60 dBm)'], [-61, 'good (-61 dBm)'], [-80, 'weak (-80 dBm)'], [-95, 'very weak (-95 dBm)'], [null, 'not known']])('call a signal of %s dBm "%s"', (dbm, words) => {
    expect(plain(signalWords(dbm))).toBe(words);
  });

  it('say when a battery is low, and when it is not known', () => {
    expect(plain(batteryWords(91))).toBe('91 %');
    expect(plain(batteryWords(20))).toBe('20 %, low, charge it soon');
    expect(batteryWords(null)).toBe('not known');
  });

  it('never round a loss to nothing, and say when it is estimated', () => {
    expect(plain(lossWords(0, false))).toBe('0.0 %');
    expect(plain(lossWords(0.001, false))).toBe('< 0.1 %');
    expect(plain(lossWords(5.16, true))).toBe('5.2 %, estimated');
  });

  it('tell two sensors of one name apart by the end of their ids', () => {
    expect(endOfId('d4:22:cd:00:0a:1b')).toBe('0A1B');
    expect(endOfId('6f0c-9a')).toBe('0C9A');
  });

  it.each([[0, '0:00'], [65.9, '1:05'], [3725, '1:02:05'], [-1, '0:00']])('show %s seconds as %s', (seconds, shown) => {
    expect(clock(seconds)).toBe(shown);
  });
});
