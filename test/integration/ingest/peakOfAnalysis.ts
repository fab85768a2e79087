import { openRecording } from '../../../src/ingest/index.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';

// Run by memoryOfHours.test.ts in a process of its own: analyses one recording and tells the peak of memory.
const { document } = await analyzeRecording(await openRecording(process.argv[2]), { traces: false });
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ strides: document.strides.length, documentMb: JSON.stringify(document).length / 1e6, peakMb }));
