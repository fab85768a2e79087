/** `npm run bench`: ratios, measured side by side. `--json` prints them for programs. */
import { arch, cpus, platform } from 'node:os';
import { findRecordings } from '../src/ingest/index.ts';
import { analysisBench } from './analysis.bench.ts';
import { hourBench } from './hour.bench.ts';
import { interleave } from './interleave.ts';
import { checkSpectra, spectrumBench } from './spectrum.bench.ts';

checkSpectra();
const [fixture] = await findRecordings('fixtures/recordings');
const results = [];
for (const { title, candidates } of [analysisBench(fixture), spectrumBench]) results.push({ title, timings: await interleave(candidates) });

const hour = await hourBench();

const machine = { node: process.version, platform: platform(), arch: arch(), cpu: cpus()[0].model, cores: cpus().length };
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ machine, results, hour }));
} else {
  console.log(`Node ${machine.node}, ${machine.platform} ${machine.arch}, ${machine.cores} x ${machine.cpu}; CPU time, medians of 9 interleaved rounds`);
  for (const { title, timings } of results) {
    console.log(`\n${title}`);
    for (const t of timings) console.log(`  ${t.name.padEnd(20)} ${t.cpuMs.toFixed(2).padStart(9)} ms   ${t.ratio.toFixed(2).padStart(7)} x`);
  }
  console.log('\nan hour of walking at 100 Hz, six axes, to the whole document');
  console.log(`  Surefoot             ${hour.surefootCpuS.toFixed(2).padStart(9)} s CPU`);
  if (hour.scipyLoopCpuS === null) console.log('  scipy window loop     not measured: python3-scipy is absent');
  else console.log(`  scipy window loop    ${hour.scipyLoopCpuS.toFixed(2).padStart(9)} s CPU; Surefoot costs ${hour.ratio!.toFixed(3)} of it`);
}
