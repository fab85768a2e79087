import { headerBody, markBody, packetBytes, writePacket } from '../../src/ingest/rawLog/body.ts';
import type { RawEntry, RawPacket, SessionHeader } from '../../src/ingest/rawLog/entries.ts';
import { FRAME_HEAD_BYTES, MAGIC, sealFrame } from '../../src/ingest/rawLog/frame.ts';

export const header: SessionHeader = {
  schema: 'surefoot.rawLog/1',
  sessionId: '7e0f0a52',
  software: 'surefoot@0.1.0',
  startedAt: '2026-03-14T14:02:11.000Z',
  startedMs: 5000,
  subject: 'P17',
  task: 'walk',
  sensors: [{ id: 'd4:ca:6e:f1:69:3d', model: 'movella-dot', name: 'Movella DOT', site: 'lowerBack', settings: { rateHz: 60 } }],
};

function frameOf(entry: RawEntry): Buffer {
  const body = entry.kind === 'header' ? headerBody(entry.header) : entry.kind === 'mark' ? markBody(entry.mark) : packetBody(entry.packet);
  const frame = Buffer.concat([Buffer.alloc(FRAME_HEAD_BYTES), body]);
  sealFrame(frame, 0, body.length);
  return frame;
}

function packetBody(packet: RawPacket): Buffer {
  const body = Buffer.alloc(packetBytes(packet));
  writePacket(body, 0, packet);
  return body;
}

/** A whole log and where each of its frames ends. */
export function logBytes(entries: readonly RawEntry[]): { bytes: Buffer; ends: readonly number[] } {
  const frames = entries.map(frameOf);
  const ends: number[] = [];
  frames.reduce((at, frame) => {
    ends.push(at + frame.length);
    return at + frame.length;
  }, MAGIC.length);
  return { bytes: Buffer.concat([MAGIC, ...frames]), ends };
}
