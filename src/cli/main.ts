import { run } from './run.ts';
import { quietWhenReaderLeaves } from './output.ts';

quietWhenReaderLeaves();
// exitCode, not exit(): what is still in the pipe must reach its reader.
process.exitCode = await run(process.argv.slice(2));
