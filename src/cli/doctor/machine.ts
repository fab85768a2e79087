import { access, constants, mkdtemp, readFile, rm, stat, statfs } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { bundledPath, softwareVersion } from '../../app.ts';
import { checkOf, type Check } from './check.ts';

const GB = 1e9;
/** Seven sensors write about 0.2 GB an hour. */
const TOO_LITTLE_GB = 0.3;
const LITTLE_GB = 3;

export function nodeCheck(version = process.versions.node): Check {
  const { ok, blocking } = checkOf('node', 'Node');
  const [major, minor] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19) ? ok(`${version}, ${process.platform} ${process.arch}.`) : blocking(`${version} is too old; install Node 20.19 or newer.`);
}

/** When it was built; null where it never was. */
async function builtAt(): Promise<Date | null> {
  const mark = bundledPath('dist/.built');
  return existsSync(mark) ? new Date((await readFile(mark, 'utf8')).trim()) : null;
}

export async function buildCheck(): Promise<Check> {
  const { ok, note, problem } = checkOf('build', 'Surefoot');
  const built = await builtAt();
  if (!built) return note(`${softwareVersion()}, runs from its source; "npm run build" makes the programs.`);
  if (!existsSync(bundledPath('dist/dashboard/index.html'))) return problem(`${softwareVersion()}, but its dashboard is missing; run "npm run build".`);
  return ok(`${softwareVersion()}, built ${minute(built)}.`);
}

/** Proves by writing that a data folder can be written, and how much fits. */
export async function folderCheck(folder: string): Promise<Check> {
  const { ok, note, blocking } = checkOf('dataFolder', 'Data folder');
  const path = resolve(folder);
  const place = await nearestExisting(path);
  try {
    if (!(await stat(place)).isDirectory()) return blocking(`${place} is not a folder; choose another with --data or SUREFOOT_DATA.`);
    await access(place, constants.W_OK | constants.X_OK);
    await rm(await mkdtemp(join(place, '.surefoot-doctor-')), { recursive: true });
  } catch (error) {
    return blocking(`${place} cannot be written (${(error as NodeJS.ErrnoException).code ?? (error as Error).message}); see who owns it, or choose another with --data or SUREFOOT_DATA.`);
  }
  const { bavail, bsize } = await statfs(place);
  const freeGb = (bavail * bsize) / GB;
  const said = `${path} ${place === path ? 'can be written' : 'will be made when it is needed'}; ${freeGb.toFixed(freeGb < 10 ? 1 : 0)} GB are free.`;
  if (freeGb < TOO_LITTLE_GB) return blocking(`${said} Make room before recording.`);
  return freeGb < LITTLE_GB ? note(`${said} An hour of seven sensors takes about 0.2 GB; make room soon.`) : ok(said);
}

async function nearestExisting(path: string): Promise<string> {
  let place = path;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  return place;
}

/** The times of recordings come from this clock; the samples' distances do not. */
export async function clockCheck(now = new Date(), synchronised = timeServer()): Promise<Check> {
  const { ok, note, problem } = checkOf('clock', 'Clock');
  const built = await builtAt();
  const shows = `It shows ${minute(now)}`;
  if (built && now < built) return problem(`${shows}, which is before Surefoot was built; set it, or recordings carry wrong dates.`);
  if (synchronised === false) return note(`${shows}; no time server has set it since the start. Compare it with a watch.`);
  return ok(synchronised ? `${shows}, set by a time server.` : `${shows}.`);
}

/** Whether systemd's time service set the clock; null where somebody else may have. */
function timeServer(): boolean | null {
  const folder = '/run/systemd/timesync';
  return existsSync(folder) ? existsSync(join(folder, 'synchronized')) : null;
}

function minute(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
