import { defineScenario } from '../define.ts';

export const lostPackets = defineScenario({
  id: 'lostPackets',
  label: 'Lost packets',
  description: 'A minute of walking over a bad radio link: about 4 % of the samples never arrive.',
  options: {
    ageYears: 72,
    sex: 'F',
    course: { lengthM: 10, until: { seconds: 60 }, turnDirection: 'alternating', turnDurationS: 2 },
    lostPackets: { lossPct: 4, samplesPerPacket: 2, meanBurstPackets: 4 },
    feet: null,
  },
});
