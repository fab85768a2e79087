import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { genericSensor } from '../../../../src/ingest/sensors/generic.ts';
import { modelOf } from '../../../../src/ingest/sensors/index.ts';
import { coarseScheduler } from '../../../support/airCentral.ts';
import { elapse, sessionRig, settled, useFakeTime } from '../../../support/sessionRig.ts';
import { startVirtualRadio, virtualSensors, type SensorSpec, type VirtualSensorKind } from '../../../../src/simulator/radio/index.ts';

const EXAMPLE = 'docs/examples/arduino-nano33.json';
const ownBoard = genericSensor(JSON.parse(readFileSync(new URL(`../../../../${EXAMPLE}`, import.meta.url), 'utf8')), EXAMPLE);

beforeEach(useFakeTime);
afterEach(() => void vi.useRealTimers());

/** The model that recognises a virtual sensor. */
function modelOfKind(spec: SensorSpec): ReturnType<typeof modelOf> {
  const radio = startVirtualRadio({ sensors: [spec] }, coarseScheduler(1));
  const [device] = radio.devices;
  radio.close();
  const { services, manufacturerData = null } = device.firmware.advertised;
  return modelOf({ id: 'any', name: device.name, rssi: -50, services: services.map((uuid) => uuid.replaceAll('-', '')), manufacturerData }, [ownBoard]);
}

const kinds = virtualSensors.map(({ kind }) => kind);

describe('a session with each kind of sensor', () => {
  it.each<VirtualSensorKind>(kinds)('starts %s, counts what comes, and starts it again after a broken connection', async (kind) => {
    const spec: SensorSpec = { kind, address: 'c0:ff:ee:00:00:01', ratePpm: 100, clockPpm: 100 };
    const model = modelOfKind(spec)!;
    expect(model).not.toBeNull();
    const rig = sessionRig({ scenario: { sensors: [spec] }, model });
    await settled(rig.session.start());
    await elapse(20);
    const [before] = rig.session.sensors();
    expect({ kind, state: before.state, lost: before.lost, badPackets: before.badPackets, codes: rig.codes() }).toEqual({ kind, state: 'streaming', lost: 0, badPackets: 0, codes: ['SENSOR_CONNECTED'] });
    expect(before.samples / before.rateHz).toBeGreaterThan(18);
    expect(before.effectiveHz).toBeCloseTo(before.rateHz, 0);

    rig.radio.inject({ kind: 'drop' }, 'c0:ff:ee:00:00:01');
    await elapse(10);
    const [after] = rig.session.sensors();
    expect({ kind, state: after.state, reconnects: after.reconnects, badPackets: after.badPackets }).toEqual({ kind, state: 'streaming', reconnects: 1, badPackets: 0 });
    // A second or so is missing; how exactly it is known depends on the sensor's clock.
    expect(after.lost / after.rateHz).toBeLessThan(3);
    const [{ acc, gyr }] = rig.blocks;
    expect(Math.hypot(acc.x[0], acc.y[0], acc.z[0])).toBeCloseTo(9.81, 0);
    expect(gyr !== null).toBe(model.capabilities({ rateHz: model.defaultRateHz }).hasGyroscope);

    await settled(rig.session.stop());
    expect(rig.codes().at(-1)).toBe('SENSOR_BACK');
    rig.radio.close();
    expect([vi.getTimerCount(), rig.central.links]).toEqual([0, 0]);
  });
});
