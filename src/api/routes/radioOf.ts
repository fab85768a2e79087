import { AppError } from '../../model/index.ts';
import type { ApiContext, Radio } from './define.ts';

/** Live recording, for a route that needs it. @throws AppError NO_BLUETOOTH on a server without a radio */
export function radioOf({ radio, mode }: Pick<ApiContext, 'radio' | 'mode'>): Radio {
  if (radio) return radio;
  throw new AppError('NO_BLUETOOTH', mode === 'demo'
    ? 'This demo was started without sensors. "surefoot demo --live" has simulated ones to record with.'
    : 'This server records no sensors: it was started without Bluetooth. "surefoot doctor" says what is missing.');
}
