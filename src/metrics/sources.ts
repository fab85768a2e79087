import type { Source } from '../model/index.ts';
import type { ChangeLimit, MeaningfulChange } from './define.ts';

/** Sources that several metrics share. */
export const zijlstra2003: Source = {
  citation: 'Zijlstra & Hof 2003, Gait Posture 18(2):1-10',
  doi: '10.1016/S0966-6362(02)00190-X',
};
export const hausdorff2001: Source = {
  citation: 'Hausdorff 2001, Arch Phys Med Rehabil 82(8):1050-1056',
  doi: '10.1053/apmr.2001.24893',
  place: 'stride-time SD 106 +- 30 ms in later fallers, 49 +- 4 ms in others',
};
export const menz2003: Source = {
  citation: 'Menz, Lord & Fitzpatrick 2003, Gait Posture 18(1):35-46',
  doi: '10.1016/S0966-6362(02)00159-5',
};
export const elGohary2014: Source = {
  citation: 'El-Gohary 2014, Sensors 14(1):356-369',
  doi: '10.3390/s140100356',
};

export const guralnik1994: Source = {
  citation: 'Guralnik 1994, J Gerontol 49(2):M85-M94',
  doi: '10.1093/geronj/49.2.M85',
  place: 'timed walk over a short course at usual pace',
};
export const verghese2009: Source = {
  citation: 'Verghese 2009, J Gerontol A 64A(8):896-901',
  url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC2709543',
  place: 'swing, double support and stride-length variability in 597 people of 70 and older, with their rates of falls',
};
export const moeNilssen2004: Source = {
  citation: 'Moe-Nilssen & Helbostad 2004, J Biomech 37(1):121-126',
  doi: '10.1016/S0021-9290(03)00233-1',
};
export const kobayashi2014: Source = {
  citation: 'Kobayashi, Kakihana & Kimura 2014, J Neuroeng Rehabil 11:109',
  doi: '10.1186/1743-0003-11-109',
  place: 'vertical and forward regularity and symmetry of 87 people, about 20 and about 70 years old',
};
export const lamoth2002: Source = {
  citation: 'Lamoth, Beek & Meijer 2002, Gait Posture 16(2):101-114',
  place: 'index of harmonicity',
};
export const sekine2013: Source = {
  citation: 'Sekine 2013, J Neuroeng Rehabil 10:118',
  doi: '10.1186/1743-0003-10-118',
  place: 'RMS and RMS ratio of the lower back',
};
export const weiss2013: Source = {
  citation: 'Weiss 2013, Neurorehabil Neural Repair 27(8):742-752',
  doi: '10.1177/1545968313491004',
};
export const richman2000: Source = {
  citation: 'Richman & Moorman 2000, Am J Physiol Heart Circ Physiol 278(6):H2039-H2049',
};
export const rosenstein1993: Source = {
  citation: 'Rosenstein, Collins & De Luca 1993, Physica D 65(1-2):117-134',
  doi: '10.1016/0167-2789(93)90009-P',
};
export const bruijn2013: Source = {
  citation: 'Bruijn 2013, J R Soc Interface 10(83):20120999',
  doi: '10.1098/rsif.2012.0999',
};
export const balasubramanian2015: Source = {
  citation: 'Balasubramanian 2015, J Neuroeng Rehabil 12:112',
  doi: '10.1186/s12984-015-0090-9',
  place: 'table 3: what to put in from an accelerometer',
};
export const melendez2021: Source = {
  citation: 'Melendez-Calderon, Shirota & Balasubramanian 2021, Front Bioeng Biotechnol 8:558771',
  doi: '10.3389/fbioe.2020.558771',
};

export const mancini2012: Source = {
  citation: 'Mancini 2012, J Neuroeng Rehabil 9:59',
  doi: '10.1186/1743-0003-9-59',
  place: 'table 2',
};
export const prieto1996: Source = {
  citation: 'Prieto 1996, IEEE Trans Biomed Eng 43(9):956-966',
  doi: '10.1109/10.532130',
};
export const cdcFourStage: Source = {
  citation: 'CDC STEADI, 4-Stage Balance Test',
  url: 'https://www.cdc.gov/steadi',
};

export const nihToolboxBalance: Source = {
  citation: 'NIH Toolbox Standing Balance Test, LOINC 83142-0',
  url: 'https://loinc.org/83142-0',
  place: 'eyes open and closed on firm ground and on foam, with an accelerometer at the waist',
};

export const foxlin2005: Source = {
  citation: 'Foxlin 2005, IEEE Comput Graph Appl 25(6):38-46',
  doi: '10.1109/MCG.2005.140',
  place: 'integration between rests at zero velocity',
};
export const weiss2016: Source = {
  citation: 'Weiss, Brozgol, Giladi & Hausdorff 2016, Med Eng Phys 38(10):1146-1151',
  place: 'stairs and level walking from one sensor at the lower back of 17 people of 79 years',
};
export const zijlstra2012: Source = {
  citation: 'Zijlstra 2012, J Neuroeng Rehabil 9:75',
  doi: '10.1186/1743-0003-9-75',
  place: 'rising begins with the forward rotation of the trunk and ends with its backward rotation; sensor at L2 to L4 against force plates',
};
export const vanLummel2018: Source = {
  citation: 'van Lummel 2018, Sensors 18(4):1235',
  doi: '10.3390/s18041235',
};
export const atrsaei2020: Source = {
  citation: 'Atrsaei 2020, J Neuroeng Rehabil 17:70',
  doi: '10.1186/s12984-020-00692-4',
};
export const alcazar2018: Source = {
  citation: 'Alcazar 2018, Exp Gerontol 112:38-43',
  doi: '10.1016/j.exger.2018.08.006',
  place: 'equation of the sit-to-stand muscle power test, five rises',
};
export const alcazar2020: Source = {
  citation: 'Alcazar 2020, Sci Rep 10:16337',
  doi: '10.1038/s41598-020-73395-4',
  place: 'the same with the rises of 30 s',
};
export const chairStandForm: Source = {
  citation: 'CDC STEADI, 30-Second Chair Stand, form of 2017',
  url: 'https://www.cdc.gov/steadi',
};
export const steadiTug: Source = {
  citation: 'CDC STEADI, Timed Up and Go, as described by LOINC 89422-0',
  url: 'https://loinc.org/89422-0',
};
export const podsiadlo1991: Source = {
  citation: 'Podsiadlo & Richardson 1991, J Am Geriatr Soc 39(2):142-148',
};
export const salarian2010: Source = {
  citation: 'Salarian 2010, IEEE Trans Neural Syst Rehabil Eng 18(3):303-310',
  place: 'instrumented timed up and go: rising, walking, turning and sitting down apart',
};
export const guralnik1994Chair: Source = {
  citation: 'Guralnik 1994, J Gerontol 49(2):M85-M94',
  place: 'five chair stands, timed to the fifth stand',
};
export const bohannon2006FiveTimes: Source = {
  citation: 'Bohannon 2006, Percept Mot Skills 103(1):215-222',
  place: 'five-repetition sit-to-stand, a meta-analysis',
};
export const goldberg2012: Source = {
  citation: 'Goldberg 2012, Aging Clin Exp Res',
  url: 'https://link.springer.com/article/10.1007/BF03325265',
};

const BODY_FIXED_SENSOR: Source = {
  citation: 'Concurrent validity, test-retest reliability and sensitivity to change of a single body-fixed sensor, Sensors 2020 20(17):4866',
  doi: '10.3390/s20174866',
  place: 'table 3',
};

/** Change limit found with one body-fixed sensor in slow geriatric patients: the widest known, so the most careful. */
export function geriatricChangeLimit(mdc95: number): ChangeLimit {
  return { mdc95, population: '58 acutely hospitalised geriatric patients walking 10 m with a rollator, mean 0.60 m/s', source: BODY_FIXED_SENSOR };
}

/** A change that older people called substantial. */
export function perera2006(least: number): MeaningfulChange {
  return {
    least,
    population: 'older adults, substantial change',
    source: { citation: 'Perera 2006, J Am Geriatr Soc 54(5):743-749', doi: '10.1111/j.1532-5415.2006.00701.x', place: 'substantial: 0.10 m/s, 1 point of the Short Physical Performance Battery, 50 m in six minutes' },
  };
}

/** Why variability wants 35 strides. */
export const mazza35Strides: Source = {
  citation: 'Mazzà, Reliability of gait variability assessment in older populations (29 people of 84 +- 5 years, six-minute walk)',
  place: 'ICC above 0.93 from 35 subsequent left and right strides, about one minute',
};
