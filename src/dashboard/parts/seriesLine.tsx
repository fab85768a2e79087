import { useEffect, useState } from 'preact/hooks';
import { health } from '../client/api.ts';
import { series as words } from '../words/series.ts';
import { seriesWords } from './seriesWords.ts';

const LOOK_MS = 30_000;

/** The foot of every page where series have an InfluxDB: whether it has everything. */
export function SeriesLine() {
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const look = (): void => {
      health(controller.signal).then(
        ({ series }) => setSaid(seriesWords(series)),
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
  return said === null ? null : (
    <footer class="seriesLine" aria-label={words.about}>
      {said}
    </footer>
  );
}
