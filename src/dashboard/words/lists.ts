/** Words for the fixed lists of the model. An id that is not here is shown in spaced words, never hidden. */
const words: Readonly<Record<string, string>> = {
  // sites
  lowerBack: 'lower back', sternum: 'breastbone', head: 'head',
  leftFoot: 'left foot', rightFoot: 'right foot', 'leftFoot+rightFoot': 'both feet', 'leftFoot+rightFoot+lowerBack': 'both feet and lower back', leftShank: 'left shank', rightShank: 'right shank',
  leftThigh: 'left thigh', rightThigh: 'right thigh', leftWrist: 'left wrist', rightWrist: 'right wrist',
  // outcomes
  done: 'done', unable: 'tried, unable', refused: 'refused', unsafe: 'not safe to do', technical: 'technical failure', notDone: 'not done',
  // walking aid
  none: 'none', cane: 'cane', crutches: 'crutches', walker: 'walking frame', rollator: 'rollator', other: 'other',
  // footwear
  shoes: 'shoes', barefoot: 'barefoot', socks: 'socks',
  // assistance
  independent: 'independent', supervised: 'supervised', contactGuard: 'contact guard', assisted: 'assisted',
  // surface
  firm: 'firm', foam: 'foam', carpet: 'carpet', outdoors: 'outdoors',
  // eyes
  open: 'open', closed: 'closed',
  // feet
  apart: 'apart', together: 'together', semiTandem: 'semi-tandem', tandem: 'tandem', oneLeg: 'on one leg',
  // task and direction
  single: 'nothing else to do', dual: 'with a second task', forward: 'forward', backward: 'backwards',
  // sex
  F: 'female', M: 'male',
  // roles
  admin: 'administrator', therapist: 'therapist', viewer: 'viewer',
  // ends of a stance
  full: 'time was over', step: 'foot moved', lossOfBalance: 'balance lost', stop: 'end was marked', recordingEnd: 'recording ended',
  // kinds of measurement, by the first part of their ids
  gait: 'walking', walk: 'timed walk', turn: 'turns', turnInPlace: 'turning on the spot', stairs: 'stairs', sppb: 'Short Physical Performance Battery', dualTask: 'second task', trunk: 'trunk movement', sway: 'quiet standing', stance: 'stance', romberg: 'eyes closed over open', rombergFoam: 'eyes closed over open, on foam', foamRatio: 'foam over firm ground', foamRatioClosed: 'foam over firm ground, eyes closed', transfer: 'sitting and standing', smoothness: 'smoothness', stability: 'stability', spectrum: 'rhythm',
  // flags beside a number
  short: 'from little data', mended: 'some contacts put back by rhythm', estimatedDistance: 'estimated from steps and their length, not measured on the ground', stepsMayBeMissed: 'single steps may be missed', turnsNotSeparated: 'turns told by shorter steps only', outsidePlausibleRange: 'outside the plausible range',
};

/** What a metric is counted in, one and many. */
const counted: Readonly<Record<string, readonly [one: string, many: string]>> = {
  step: ['step', 'steps'], stride: ['stride', 'strides'], window: ['stretch', 'stretches'], bout: ['bout', 'bouts'], stance: ['stance', 'stances'], turn: ['turn', 'turns'],
  transfer: ['transfer', 'transfers'], trial: ['value', 'values'], assessment: ['test', 'tests'], week: ['week', 'weeks'],
};

/** Words of an id: `leftFoot` -> "left foot"; an unknown `upperArm` -> "upper arm". */
export function wordOf(id: string): string {
  return words[id] ?? id.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_.-]+/g, ' ').toLowerCase();
}

/** A UCUM unit of an entered number: `{falls}` -> "falls". */
export const unitWord = (unit: string): string => wordOf(unit.replace(/[{}]/g, ''));

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

export function countOf(n: number, of: string): string {
  const [one, many] = counted[of] ?? ['value', 'values'];
  return `${n} ${n === 1 ? one : many}`;
}
