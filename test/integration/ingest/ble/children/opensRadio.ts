// Opens a radio, says its process's id and waits to be killed.
import { remoteCentral } from '../../../../../src/ingest/transports/ble/remote/remoteCentral.ts';
import { startRadioProcess } from '../../../../../src/radio.ts';

const started: number[] = [];
const central = remoteCentral(() => {
  const child = startRadioProcess({ ...process.env, SUREFOOT_RADIO: 'virtual:oneDot' });
  started.push(child.pid ?? 0);
  return child;
});
await central.connect('d422cd001001');
process.stdout.write(`${started[0]}\n`);
