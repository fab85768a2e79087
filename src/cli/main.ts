import { run } from './run.ts';
import { quietWhenReaderLeaves } from './output.ts';

quietWhenReaderLeaves();
// A stack is only printed at this level; then it should name the source, not the bundle.
if (process.env.SUREFOOT_LOG_LEVEL === 'debug') process.setSourceMapsEnabled(true);
// exitCode, not exit(): what is still in the pipe must reach its reader.
process.exitCode = await run(process.argv.slice(2));
