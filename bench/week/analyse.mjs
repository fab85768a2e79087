/** In a process of its own, from the bundle: `analyse.mjs FILE` analyses one recording in one thread and tells what the document holds and how often memory was collected. */
import { PerformanceObserver } from 'node:perf_hooks';
import { analyzeRecording, openRecording } from '../../dist/node/index.js';

let collections = 0;
const observer = new PerformanceObserver((list) => {
  collections += list.getEntries().length;
});
observer.observe({ entryTypes: ['gc'] });
const { document } = await analyzeRecording(await openRecording(process.argv[2]), { traces: false });
// Entries are handed out in a turn of their own.
await new Promise((resolve) => setImmediate(resolve));
process.stdout.write(JSON.stringify({ strides: document.strides.length, durationS: document.recording.durationS, collections }));
