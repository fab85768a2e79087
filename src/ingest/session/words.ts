import type { Site } from '../../model/index.ts';
import type { WornSensor } from './define.ts';

/** `lowerBack` as a person says it: "lower back". A name in capitals, such as `L5`, stays as it is. */
export function siteWords(site: Site): string {
  return site.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}

/** "Movella DOT on the lower back" */
export function sensorWords({ model, site }: WornSensor): string {
  return `${model.label} on the ${siteWords(site)}`;
}

/** "3.2 s", "4 min 10 s" */
export function durationWords(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/** "no sample is", "1 sample is", "12 samples are" */
export function samplesAre(count: number, isEstimate: boolean): string {
  if (count <= 0) return 'no sample is';
  const number = `${isEstimate ? 'about ' : ''}${count} sample`;
  return count === 1 ? `${number} is` : `${number}s are`;
}

/** A reason from elsewhere, to stand within a sentence. */
export function clause(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ').replace(/\.$/, '');
}
