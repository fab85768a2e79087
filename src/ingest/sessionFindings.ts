import type { Finding, SensorMetadata, SessionMetadata } from '../model/index.ts';

/** Interruptions of a sensor that are told one by one; more are told together. */
const TOLD_ONE_BY_ONE = 5;

/** What whoever reads a recording of live sensors must know of it: the same from the raw log and from the sealed recording. */
export function sessionFindings(session: SessionMetadata, sensors: readonly SensorMetadata[]): Finding[] {
  return [...logFindings(session), ...sensors.flatMap(sensorFindings)];
}

function logFindings({ complete, tornBytes, damagedBytes, packetsNotKept }: SessionMetadata): Finding[] {
  const found: Finding[] = [];
  if (!complete) {
    const torn = tornBytes > 0 ? ' The last packet was only half written and was left out.' : '';
    found.push(note('RECORDING_INTERRUPTED', `The recording was not stopped in order: program or computer ended in the middle of it. What had arrived until then is here.${torn}`));
  }
  if (damagedBytes > 0) found.push(note('LOG_DAMAGED', `${damagedBytes} bytes in the middle of the raw log are damaged. The packets in them were left out and count as lost; check the disk.`));
  if (packetsNotKept > 0) {
    found.push({ code: 'PACKETS_NOT_KEPT', severity: 'problem', message: `${packetsNotKept} packets arrived and could not be kept, because the disk was full for too long. Free some space and record again.` });
  }
  return found;
}

function sensorFindings(sensor: SensorMetadata): Finding[] {
  const { label, site, samples, lost, lossUncertain, badPackets, interruptions, clock, weaknesses, time } = sensor;
  const name = `The ${label} (${site})`;
  const inside = `the ${label} (${site})`;
  if (samples === 0) {
    return [{ code: 'SENSOR_WITHOUT_SAMPLES', severity: 'problem', message: `${name} sent no sample in the whole recording: nothing is known of that place. Check its battery and record again.` }];
  }
  const found: Finding[] = [];
  const lasting = interruptions.filter(({ endS }) => endS === null);
  const passing = interruptions.filter(({ endS }) => endS !== null);
  for (const { startS, endS } of passing.slice(0, TOLD_ONE_BY_ONE)) {
    found.push({ ...note('SENSOR_RECONNECTED', `${name} lost its connection at ${startS.toFixed(1)} s and had it again at ${endS!.toFixed(1)} s.`), startS, endS: endS! });
  }
  if (passing.length > TOLD_ONE_BY_ONE) found.push(note('SENSOR_RECONNECTED', `${name} lost its connection ${passing.length} times in all.`));
  for (const { startS } of lasting) found.push({ ...note('SENSOR_LOST', `${name} lost its connection at ${startS.toFixed(1)} s and did not come back.`), startS });
  const anew = clock.filter(({ restarted }) => restarted);
  // Without a clock every silence begins a stretch anew.
  if (anew.length > 0 && time !== 'none') {
    found.push({
      ...note('CLOCK_RESTARTED', `The clock of ${inside} began anew${anew.length > 1 ? ` ${anew.length} times` : ''}, as when it is switched off and on. How long it was away is told by the time of arrival only.`),
      startS: anew[0].startS,
    });
  }
  if (lossUncertain) found.push(note('LOSS_UNCERTAIN', `How many samples of ${inside} were lost is an estimate (${lost}), told by the times at which packets arrived.`));
  if (badPackets > 0) found.push(note('PACKETS_UNREADABLE', `${badPackets} packets of ${inside} could not be read and were left out.`));
  for (const weakness of weaknesses) found.push(note('SENSOR_TOO_WEAK', `${name}: ${weakness}`));
  return found;
}

function note(code: string, message: string): Finding {
  return { code, severity: 'note', message };
}
