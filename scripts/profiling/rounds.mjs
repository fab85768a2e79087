/** `rounds.mjs ROUNDS FILE`: analyses a recording over and over, from the bundle, and says when a round begins. */
import { analyzeRecording, openRecording } from '../../dist/node/index.js';

const [rounds, file] = process.argv.slice(2);
try {
  for (let round = 0; round < Number(rounds); round++) {
    console.log(`round ${round}`);
    await analyzeRecording(await openRecording(file), { traces: false });
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
