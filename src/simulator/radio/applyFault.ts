import type { Device } from './device.ts';
import type { FaultKind } from './faults.ts';
import { STATUS } from './hci/events.ts';
import type { Timeline } from './timeline.ts';

/** Lets a fault happen now. `wrap` has happened already: it was decided when the clock was set. */
export function applyFault(fault: FaultKind, device: Device, timeline: Timeline): void {
  const { troubles } = device;
  const { nowMs } = timeline;
  // What was measured until now is not touched by it.
  device.advanceTo(nowMs);
  switch (fault.kind) {
    case 'stall':
      troubles.stalledUntilMs = nowMs + fault.forS * 1000;
      break;
    case 'outOfReach':
      troubles.awayUntilMs = nowMs + fault.forS * 1000;
      break;
    case 'drop':
      device.hangUp(fault.reason ?? STATUS.connectionTimeout);
      break;
    case 'overflow':
      troubles.overflowing += fault.packets;
      break;
    case 'malformed':
      troubles.malformed += fault.packets;
      troubles.malformedHow = fault.how ?? 'short';
      break;
    case 'attError':
      troubles.troubleRequests(fault.on, fault.code, fault.times ?? 1);
      break;
    case 'noAnswer':
      troubles.troubleRequests(fault.on, null, fault.times ?? 1);
      break;
    case 'connectFails':
      troubles.failingConnects += fault.times ?? 1;
      break;
    case 'loss':
      troubles.lossFraction = fault.fraction;
      troubles.lossUntilMs = nowMs + fault.forS * 1000;
      break;
    case 'reboot':
      device.switchOff();
      timeline.at(nowMs + fault.offS * 1000, () => device.switchOn(0));
      break;
    case 'silent':
      troubles.silentUntilMs = nowMs + fault.forS * 1000;
      // Samples of the silence are decided on before it is over.
      timeline.at(troubles.silentUntilMs, () => device.advanceTo(timeline.nowMs));
      break;
    case 'wrap':
      break;
  }
}
