import { expect, test } from 'vitest';
import { LiveFeed } from '../../../src/api/routes/liveFeed.ts';
import { LiveStream } from '../../../src/api/routes/liveStream.ts';
import { ScriptedLive, streaming } from './scriptedLive.ts';

test('a slow reader who was signed out meanwhile is told nothing of what waited', () => {
  const live = new ScriptedLive();
  live.becomes({ id: 's1', state: 'recording', sensors: [streaming('a', 'lowerBack')] });
  let nowMs = 1000;
  let isSignedIn = true;
  const stream = new LiveStream(new LiveFeed(live, nowMs), null, () => isSignedIn, () => nowMs);
  stream.setEncoding('utf8');
  const notice = (message: string): void => live.tell({ type: 'notice', severity: 'note', code: 'TOLD', message, site: null, timeS: 1 });
  let told = '';
  stream.on('data', (text: string) => (told += text));
  stream.pause();
  stream.read(0);
  notice('x'.repeat(stream.readableHighWaterMark));
  notice('for those who are signed in');
  isSignedIn = false;
  nowMs += 5000;
  // The buffer empties, and the stream is asked for more.
  while (stream.read() !== null);
  expect(told).toContain('xxx');
  expect(told).not.toContain('for those who are signed in');
  stream.destroy();
});
