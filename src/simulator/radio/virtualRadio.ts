import { simulate, type ScenarioId } from '../index.ts';
import { applyFault } from './applyFault.ts';
import { checkRadioScenario } from './checkScenario.ts';
import { startTickThatWraps } from './clock.ts';
import { Device, type SensorTruth } from './device.ts';
import type { Fault, FaultKind } from './faults.ts';
import { Controller } from './hci/controller.ts';
import type { RadioScenario, SensorSpec, SignalChoice } from './scenario.ts';
import { fasterScheduler, type Scheduler } from './scheduler.ts';
import { virtualSensors } from './sensors/index.ts';
import { lyingStill, signalOf, type SignalSource } from './signal.ts';
import { Timeline } from './timeline.ts';

/** A radio that runs. */
export interface VirtualRadio {
  /** Takes and gives H4 packets. */
  readonly controller: Controller;
  readonly devices: readonly Device[];
  /** Address or name. @throws RangeError for a sensor that is not there */
  device(addressOrName: string): Device;
  /** Lets something go wrong with a sensor now. */
  inject(fault: FaultKind, addressOrName: string): void;
  /** What every sensor measured until now, and what became of it. */
  truth(): readonly SensorTruth[];
  /** Stops every timer. */
  close(): void;
}

/**
 * Switches a room of sensors on.
 * @throws RangeError in one line that names the field of the scenario that cannot be used
 */
export function startVirtualRadio(scenario: RadioScenario, scheduler: Scheduler): VirtualRadio {
  checkRadioScenario(scenario);
  const { seed = 1, speed = 1, faults = [] } = scenario;
  const timeline = new Timeline(speed === 1 ? scheduler : fasterScheduler(scheduler, speed));
  const signals = signalMaker();
  const devices = scenario.sensors.map((spec) => {
    const kind = virtualSensors.find((each) => each.kind === spec.kind)!;
    const wraps = faults.find((fault) => fault.kind === 'wrap' && isMeant(fault, spec.address, spec.name ?? kind.name));
    const clock = kind.clock(spec.settings ?? {});
    const startTick = wraps && clock ? startTickThatWraps(clock, spec.clockPpm ?? 0, wraps.atS * 1000) : spec.startTick;
    return new Device(kind, { ...spec, startTick, air: { ...scenario.air, ...spec.air } }, signals(spec), timeline, seed);
  });
  const controller = new Controller(devices, timeline, scenario.controller ?? {}, seed);
  for (const fault of faults) {
    const meant = devices.filter(({ options, name }) => isMeant(fault, options.address, name));
    if (meant.length === 0) throw new RangeError(`no sensor is called "${fault.sensor}"; fault "${fault.kind}" names it`);
    for (const device of meant) planFault(fault, device, timeline);
  }

  const device = (addressOrName: string): Device => {
    const found = devices.find(({ options, name }) => options.address === addressOrName || name === addressOrName);
    if (!found) throw new RangeError(`no sensor is called "${addressOrName}"`);
    return found;
  };
  return {
    controller,
    devices,
    device,
    inject: (fault, addressOrName) => {
      timeline.catchUp();
      applyFault(fault, device(addressOrName), timeline);
    },
    truth: () => {
      timeline.catchUp();
      return devices.map((each) => each.truth());
    },
    close: () => timeline.close(),
  };
}

function isMeant(fault: Fault, address: string, name: string): boolean {
  return fault.sensor === undefined || fault.sensor === address || fault.sensor === name;
}

function planFault(fault: Fault, device: Device, timeline: Timeline): void {
  const plan = (fromMs: number): void => {
    timeline.at(fromMs + fault.atS * 1000, () => applyFault(fault, device, timeline));
  };
  if (fault.since !== 'streaming') {
    plan(0);
    return;
  }
  const others = device.onFirstSample;
  device.onFirstSample = (nowMs) => {
    others?.(nowMs);
    device.onFirstSample = null;
    plan(nowMs);
  };
}

/** Sensors on one person feel the same walk: it is simulated once. */
function signalMaker(): (spec: SensorSpec) => SignalSource {
  const walks = new Map<string, ReturnType<typeof simulate>>();
  const walkOf = ({ scenario, seed = 1 }: SignalChoice): ReturnType<typeof simulate> => {
    const key = `${scenario} ${seed}`;
    const known = walks.get(key) ?? simulate(scenario as ScenarioId, seed);
    walks.set(key, known);
    return known;
  };
  return ({ signal, site, address }) => {
    if (!signal) return lyingStill;
    const worn = signal.site ?? site;
    const { sensors } = walkOf(signal);
    const found = sensors.find((sensor) => sensor.site === worn);
    if (!found) throw new RangeError(`the simulated ${signal.scenario} has no sensor at "${worn}" for ${address}; choose one of ${sensors.map((sensor) => sensor.site).join(', ')}`);
    return signalOf(found, signal.atEnd ?? 'repeat');
  };
}
