import type { SensorSettings } from '../define.ts';

/**
 * The mode that settings ask for.
 * @param label name of the model, for the message
 * @param modes all that the model knows; the first is taken where settings name none
 * @throws RangeError for a rate or mode that the model does not know
 */
export function checkedMode<Mode extends string>(label: string, settings: SensorSettings, ratesHz: readonly number[], modes: readonly [Mode, ...Mode[]]): Mode {
  if (!ratesHz.includes(settings.rateHz)) {
    throw new RangeError(`${label} cannot send ${settings.rateHz} samples a second: choose ${listed(ratesHz)}.`);
  }
  const mode = modes.find((known) => known === (settings.mode ?? modes[0]));
  if (mode === undefined) throw new RangeError(`${label} has no mode "${settings.mode}": choose ${listed(modes)}.`);
  return mode;
}

function listed(choices: readonly (string | number)[]): string {
  return choices.length === 1 ? `${choices[0]}` : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}
