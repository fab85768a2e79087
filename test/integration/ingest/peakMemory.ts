import { openRecording } from '../../../src/ingest/index.ts';

// Run by memory.test.ts in a process of its own: reads one recording and tells how many samples and the peak of memory.
const reader = await openRecording(process.argv[2]);
let samples = 0;
for await (const block of reader.blocks()) samples += block.length;
process.stdout.write(JSON.stringify({ samples, peakMb: process.resourceUsage().maxRSS / 1024 }));
