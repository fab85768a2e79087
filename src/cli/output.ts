/** Data: goes to stdout, and nothing else does. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A message to the person at the keyboard: goes to stderr. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** `surefoot analyze ... | head -1` closes the pipe early; that is no fault and needs no words. */
export function quietWhenReaderLeaves(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
}
