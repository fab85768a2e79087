import { useEffect, useState } from 'preact/hooks';
import { health } from '../client/api.ts';
import { text } from '../words/text.ts';
import { seriesWords } from './seriesWords.ts';

const LOOK_MS = 30_000;

/** The foot of every page where series have an InfluxDB: whether it has everything. */
export function SeriesLine() {
  const [words, setWords] = useState<string | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const look = (): void => {
      health(controller.signal).then(
        ({ series }) => setWords(seriesWords(series)),
        // The page itself says when the server does not answer.
        () => undefined,
      );
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, []);
  return words === null ? null : (
    <footer class="seriesLine" aria-label={text.series.about}>
      {words}
    </footer>
  );
}
