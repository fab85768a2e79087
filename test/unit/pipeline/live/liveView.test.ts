import fc from 'fast-check';
import { BehaviorSubject, Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { ContactEvent, ImuBlock, SensorAxes, TraceEvent, WindowEvent } from '../../../../src/model/index.ts';
import { liveView, type LiveViewOptions } from '../../../../src/pipeline/live/liveView.ts';
import { packets } from '../../../../src/pipeline/live/packets.ts';

type Block = ImuBlock<SensorAxes>;
type Event = WindowEvent | ContactEvent | TraceEvent;
const RATE_HZ = 40;

/** A made-up movement of a sensor. */
function block(site: string, startSample: number, length: number, sampleRateHz = RATE_HZ): Block {
  const wave = (amplitude: number, hz: number, mean = 0) => Float64Array.from({ length }, (_, i) => mean + amplitude * Math.sin((2 * Math.PI * hz * (startSample + i)) / sampleRateHz));
  return { site, sampleRateHz, startSample, length, acc: { x: wave(1, 1.1), y: wave(0.8, 1.9, 9.81), z: wave(0.3, 0.8) }, gyr: null };
}

/** The event loop's turns by hand: what was put off for later is done when asked. */
class Turns {
  readonly #work: (() => void)[] = [];
  readonly later = (work: () => void): void => void this.#work.push(work);

  /** One turn. @returns whether there was work */
  one(): boolean {
    const work = this.#work.shift();
    work?.();
    return work !== undefined;
  }

  all(): void {
    while (this.one());
  }
}

function viewOf(options: LiveViewOptions) {
  const blocks = new Subject<Block>();
  const turns = new Turns();
  const events: Event[] = [];
  let dropped = 0;
  const ended = { complete: false };
  const subscription = liveView(blocks, { later: turns.later, onWindowDropped: () => dropped++, ...options })
    .subscribe({ next: (event) => events.push(event), complete: () => (ended.complete = true) });
  const of = (type: Event['type'], site?: string) => events.filter((event) => event.type === type && (site === undefined || event.site === site));
  return { blocks, turns, events, of, subscription, ended, dropped: () => dropped };
}

/** Everything a view tells of some packets, each handled before the next. */
function told(sites: readonly string[], sent: Iterable<Block>): Map<string, Event[]> {
  const view = viewOf({ sites });
  for (const packet of sent) {
    view.blocks.next(packet);
    view.turns.all();
  }
  expect(view.dropped()).toBe(0);
  return new Map(sites.flatMap((site) => (['window', 'contact', 'trace'] as const).map((type) => [`${type} ${site}`, view.of(type, site)])));
}

describe('the live view', () => {
  it('tells windows of every sensor, those of the k-th of n sensors k/n of a hop later and the lower back\'s first', () => {
    const sites = ['leftFoot', 'rightFoot', 'lowerBack', 'head'];
    const events = told(sites, packets(sites.map((site) => [block(site, 0, 12 * RATE_HZ)]), 4));
    const ends = (site: string) => events.get(`window ${site}`)!.map((event) => (event as WindowEvent).endS);
    expect(ends('lowerBack')).toEqual([10, 11, 12]);
    expect(ends('leftFoot')).toEqual([10.25, 11.25]);
    expect(ends('rightFoot')).toEqual([10.5, 11.5]);
    expect(ends('head')).toEqual([10.75, 11.75]);
  });

  it('tells the same of each sensor however samples come in packets and whichever sensor sends first', () => {
    const sites = ['lowerBack', 'leftFoot'];
    const gap = fc.integer({ min: 0, max: 30 });
    fc.assert(fc.property(gap, gap, fc.integer({ min: 1, max: RATE_HZ }), fc.boolean(), (lost, lostToo, size, turned) => {
      const blocks = [
        [block('lowerBack', 3, 260), block('lowerBack', 263 + lost, 260)],
        [block('leftFoot', 0, 300), block('leftFoot', 300 + lostToo, 150), block('leftFoot', 500 + lostToo, 30)],
      ];
      expect(told(sites, packets(turned ? blocks.toReversed() : blocks, size))).toEqual(told(sites, packets(blocks, 5)));
    }), { numRuns: 30 });
  });

  it('reads one window a turn of the event loop, and never while a packet is taken', () => {
    const sites = ['leftFoot', 'rightFoot'];
    const view = viewOf({ sites });
    for (const site of sites) view.blocks.next(block(site, 0, 11 * RATE_HZ));
    expect(view.of('window')).toEqual([]);
    const counts: number[] = [];
    while (view.turns.one()) counts.push(view.of('window').length);
    expect(counts).toEqual([1, 2, 3]);
  });

  it('leaves out and counts the oldest windows where the reader is not ready, and goes on with the newest', () => {
    const ready = new BehaviorSubject(true);
    const view = viewOf({ sites: ['lowerBack'], ready });
    const send = (fromS: number, toS: number): void => {
      for (const packet of packets([[block('lowerBack', fromS * RATE_HZ, (toS - fromS) * RATE_HZ)]], 4)) {
        view.blocks.next(packet);
        view.turns.all();
      }
    };
    const ends = () => view.of('window').map((event) => (event as WindowEvent).endS);
    send(0, 11);
    ready.next(false);
    const traces = view.of('trace').length;
    send(11, 31);
    expect([ends(), view.dropped(), view.of('trace').length]).toEqual([[10, 11], 12, traces]);
    ready.next(true);
    view.turns.all();
    expect(ends()).toEqual([10, 11, 24, 25, 26, 27, 28, 29, 30, 31]);
    send(31, 32);
    expect([ends().at(-1), view.dropped(), view.of('trace').length]).toEqual([32, 12, traces + 2]);
  });

  it('holds a window as it was when it ended, whatever has been sent until it is read', () => {
    const prompt = viewOf({ sites: ['leftFoot'] });
    const late = viewOf({ sites: ['leftFoot'] });
    for (const packet of packets([[block('leftFoot', 0, 16 * RATE_HZ)]], 7)) {
      prompt.blocks.next(packet);
      prompt.turns.all();
      late.blocks.next(packet);
    }
    late.turns.all();
    expect(late.of('window')).toEqual(prompt.of('window'));
    expect(prompt.of('window')).toHaveLength(7);
  });

  it('is silent while a sensor is, and tells what it lost when it is back', () => {
    const view = viewOf({ sites: ['leftFoot'] });
    view.blocks.next(block('leftFoot', 0, 10.5 * RATE_HZ));
    view.blocks.next(block('leftFoot', 40 * RATE_HZ, 12 * RATE_HZ));
    view.turns.all();
    const windows = view.of('window').map((event) => event as WindowEvent);
    expect(windows.map(({ endS, lossPct }) => [endS, lossPct])).toEqual([
      [10, 0], [11, 5],
      ...Array.from({ length: 9 }, (_, i) => [41 + i, 90 - 10 * i]), [50, 0], [51, 0], [52, 0],
    ].slice(-8));
    expect(view.dropped()).toBe(6);
  });

  it('does not take the time before a sensor\'s first sample for a loss', () => {
    const view = viewOf({ sites: ['leftFoot'] });
    view.blocks.next(block('leftFoot', 3.2 * RATE_HZ, 12 * RATE_HZ));
    view.turns.all();
    expect(view.of('window').map((event) => [(event as WindowEvent).startS, (event as WindowEvent).lossPct])).toEqual([[4, 0], [5, 0]]);
  });

  it('ends when the blocks end, after the windows that wait', () => {
    const view = viewOf({ sites: ['leftFoot'] });
    view.blocks.next(block('leftFoot', 0, 11 * RATE_HZ));
    view.blocks.complete();
    expect(view.ended.complete).toBe(false);
    view.turns.all();
    expect([view.ended.complete, view.of('window').length]).toEqual([true, 2]);
  });

  it('reads nothing any more when nobody listens', () => {
    const view = viewOf({ sites: ['leftFoot'] });
    view.blocks.next(block('leftFoot', 0, 11 * RATE_HZ));
    view.subscription.unsubscribe();
    view.turns.all();
    expect([view.of('window').length, view.blocks.observed]).toEqual([0, false]);
  });

  it('passes a fault on instead of ending the process', () => {
    const blocks = new Subject<Block>();
    let fault: unknown;
    liveView(blocks, { sites: ['leftFoot'] }).subscribe({ error: (error: unknown) => (fault = error) });
    blocks.next({ ...block('leftFoot', 0, 5), sampleRateHz: NaN });
    expect(fault).toBeInstanceOf(RangeError);
  });
});
