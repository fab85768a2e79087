import { basename, join } from 'node:path';
import type { RecordingReader } from '../../model/index.ts';
import { damaged } from '../damage.ts';
import { fileBytes } from '../files.ts';
import { findFiles } from '../findFiles.ts';
import { firstBytes } from '../headLines.ts';
import { sitesOf } from '../sites.ts';
import { sectorFault, sectorReader } from './axivityCwa/read.ts';
import { parseHeader, parseSector, SECTOR_BYTES } from './axivityCwa/sector.ts';
import type { Sector } from './axivityCwa/sector.ts';
import { defineFormat } from './define.ts';

const ROLE = 'recording.cwa';
/** The first sector tells rate and axes; a few damaged ones before it do no harm. */
const SEARCHED_SECTORS = 64;

/**
 * .cwa as Axivity AX3 and AX6 write it: acceleration, on the AX6 with angular rate, in the sensor's own axes.
 * Source: Open Movement, cwa.h and "AX3/AX6 technical documentation".
 * Samples are put on the even grid of the nominal rate by the clock readings in the file (`axivityCwa/timeline.ts`).
 */
export const axivityCwa = defineFormat({
  id: 'axivityCwa',
  label: 'Axivity AX3 or AX6',
  looksLike: 'a .cwa file',
  recognises: (path) => Promise.resolve(isCwa(path)),
  find: (folder) => findFiles(folder, isCwa),
  open: (path) => openFile(path, path),
  async files(path) {
    await axivityCwa.open(path);
    return [{ role: ROLE, open: () => fileBytes(path) }];
  },
  openArchived: (folder) => openFile(folder, join(folder, ROLE)),
});

async function openFile(path: string, file: string): Promise<RecordingReader> {
  const start = await firstBytes(file, 1024);
  if (start.length === 0) throw damaged(file, null, 'the file is empty; copy it again from the device.');
  const header = parseHeader(start);
  if (!header) throw damaged(file, null, 'the file does not start like a .cwa recording (MD); check that it is the right file, or copy it again from the device.');
  const { sector, number } = await firstSector(file, header.dataAt);
  checkSector(file, number, sector);

  const location = header.metadata.get('_p') ?? '';
  // Some set-up programs keep the place as a number of their own list: no name is better than a wrong one.
  const trackedPoint = /\p{L}/u.test(location) ? location.trim() : 'sensor';
  const subject = header.metadata.get('_sc')?.trim();
  return sectorReader({
    path,
    format: 'axivityCwa',
    sampleRateHz: sector.sampleRateHz,
    sensors: [{ site: sitesOf([trackedPoint])[0], trackedPoint, hasGyroscope: sector.axes >= 6 }],
    participant: subject ? { id: subject } : null,
    events: [],
    taskName: null,
    device: `Axivity ${header.model} ${header.deviceId}`,
  }, { path: file, dataAt: header.dataAt, layout: { sampleRateHz: sector.sampleRateHz, axes: sector.axes, packed: sector.packed } });
}

async function firstSector(file: string, dataAt: number): Promise<{ sector: Sector; number: number }> {
  const bytes = (await firstBytes(file, dataAt + SEARCHED_SECTORS * SECTOR_BYTES)).subarray(dataAt);
  for (let at = 0; at + SECTOR_BYTES <= bytes.length; at += SECTOR_BYTES) {
    const sector = parseSector(bytes.subarray(at, at + SECTOR_BYTES));
    if (typeof sector === 'object') return { sector, number: at / SECTOR_BYTES + 1 };
  }
  if (bytes.length < SECTOR_BYTES) throw damaged(file, null, 'the file has a header but no samples; nothing was recorded, or the copy broke off. Copy it again from the device.');
  throw damaged(file, null, 'none of its first sectors is intact; the file is damaged, copy it again from the device.');
}

function checkSector(file: string, number: number, { sampleRateHz, axes, packed }: Sector): void {
  if (!(sampleRateHz >= 6.25 && sampleRateHz <= 3200)) throw sectorFault(file, number, 'it does not tell its sampling rate (written by very old firmware); convert the file with the maker\'s software.');
  if (packed ? axes !== 3 : ![3, 6, 9].includes(axes)) throw sectorFault(file, number, `samples of ${axes} axes${packed ? ', packed,' : ''} are not known; export them with the maker's software.`);
}

function isCwa(path: string): boolean {
  const name = basename(path);
  return /.\.cwa$/i.test(name) && !name.startsWith('.');
}
