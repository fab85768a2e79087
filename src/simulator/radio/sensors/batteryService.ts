import { PROPERTY, type GattService } from '../gatt/attributes.ts';
import { textBytes } from '../bytes.ts';
import type { Device } from '../device.ts';

/** Battery service of the Bluetooth SIG: one byte, percent. */
export function batteryService(device: Device): GattService {
  return { uuid: '180f', characteristics: [{ uuid: '2a19', properties: PROPERTY.read | PROPERTY.notify, read: () => Uint8Array.of(device.batteryPct()) }] };
}

/** Device information service of the Bluetooth SIG. The serial number is made of the address. */
export function deviceInformation(device: Device, manufacturer: string, model: string): GattService {
  const text = (uuid: string, content: string): GattService['characteristics'][number] => ({ uuid, properties: PROPERTY.read, read: () => textBytes(content) });
  return {
    uuid: '180a',
    characteristics: [text('2a29', manufacturer), text('2a24', model), text('2a25', device.options.address.replaceAll(':', '').toUpperCase()), text('2a26', '1.0.0')],
  };
}
