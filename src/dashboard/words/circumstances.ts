/** Words for what changes a result, as far as it was noted. */
export const circumstances = {
  unknown: 'nothing was noted',
  words: {
    course: (length: string) => `course of ${length}`,
    walkingAid: (word: string) => `walking aid: ${word}`,
    footwear: (word: string) => `footwear: ${word}`,
    assistance: (word: string) => `assistance: ${word}`,
    surface: (word: string) => `surface: ${word}`,
    eyes: (word: string) => `eyes: ${word}`,
    feet: (word: string) => `feet: ${word}`,
    task: (word: string) => `task: ${word}`,
    direction: (word: string) => `direction: ${word}`,
    site: (word: string) => `sensor: ${word}`,
  },
} as const;
