/** How an axis is called in a label and in a sentence: "Sample entropy, forward", "the forward movement of the lower back". */
export const AXIS_WORDS = { ap: 'forward', v: 'vertical', ml: 'sideways' } as const;
