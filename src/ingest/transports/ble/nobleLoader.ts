import { createRequire } from 'node:module';
import { AppError } from '../../../model/index.ts';
import { noBluetooth } from './noBluetooth.ts';
import type { NobleLike } from './noble.ts';

/** Packages that the adapter works with. The first comes with Surefoot; the second is for those who install it themselves. */
const PACKAGES = {
  abandonware: '@abandonware/noble',
  stoprocent: '@stoprocent/noble',
} as const;

type PackageName = keyof typeof PACKAGES;

const load = createRequire(import.meta.url);

/** `SUREFOOT_BLE`. @throws AppError BAD_INPUT for a name that is none */
function chosenPackage(environment: NodeJS.ProcessEnv): PackageName {
  const name = environment.SUREFOOT_BLE || 'abandonware';
  if (Object.hasOwn(PACKAGES, name)) return name as PackageName;
  throw new AppError('BAD_INPUT', `SUREFOOT_BLE is "${name}"; use one of ${Object.keys(PACKAGES).join(', ')}.`, { field: 'SUREFOOT_BLE' });
}

/**
 * Loads noble now, and not before: on a computer without Bluetooth it throws as it loads.
 * @throws AppError NO_BLUETOOTH with what to do; BAD_INPUT for an unknown SUREFOOT_BLE
 */
export function loadNoble(environment: NodeJS.ProcessEnv = process.env): NobleLike {
  const name = PACKAGES[chosenPackage(environment)];
  try {
    return load(name) as NobleLike;
  } catch (error) {
    throw loadFault(error, name);
  }
}

/** Name and version of the package, without loading it; null where it is not installed. */
export function nobleVersion(environment: NodeJS.ProcessEnv = process.env): { readonly name: string; readonly version: string } | null {
  const name = PACKAGES[chosenPackage(environment)];
  try {
    const { version } = load(`${name}/package.json`) as { version: string };
    return { name, version };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

function loadFault(error: unknown, name: string): AppError {
  const { code, message } = error as NodeJS.ErrnoException;
  // EAFNOSUPPORT: the kernel knows no Bluetooth sockets. Also here: no native part for this system, or one that cannot be loaded.
  return code === 'MODULE_NOT_FOUND' && message.includes(name)
    ? noBluetooth('packageMissing', undefined, name, error)
    : noBluetooth('noSupport', undefined, message.split('\n')[0], error);
}
