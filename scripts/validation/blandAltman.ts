import { mean, standardDeviation } from '../../src/dsp/summary.ts';

export interface AgreementPlot {
  readonly title: string;
  readonly unit: string;
  readonly digits: number;
  readonly pairs: readonly (readonly [reference: number, found: number])[];
}

const WIDTH = 560;
const HEIGHT = 340;
const LEFT = 70;
const TOP = 40;
const PLOT_W = WIDTH - LEFT - 110;
const PLOT_H = HEIGHT - TOP - 55;

/**
 * Bland-Altman plot as SVG: difference over mean, with bias and 95 % limits of agreement.
 * Source: Bland & Altman 1986, Lancet 327:307 (limits at 1.96 SD of the differences).
 */
export function blandAltmanSvg({ title, unit, digits, pairs }: AgreementPlot): string {
  const means = pairs.map(([r, f]) => (r + f) / 2);
  const differences = pairs.map(([r, f]) => f - r);
  const bias = mean(differences);
  const limit = 1.96 * standardDeviation(differences);
  const xMin = Math.min(...means);
  const xMax = Math.max(...means);
  const yMax = 1.15 * Math.max(...differences.map(Math.abs), Math.abs(bias) + limit);
  const x = (v: number) => LEFT + ((v - xMin) / (xMax - xMin || 1)) * PLOT_W;
  const y = (v: number) => TOP + ((yMax - v) / (2 * yMax)) * PLOT_H;
  const line = (v: number, label: string, dashed: boolean) =>
    `<line x1="${LEFT}" x2="${LEFT + PLOT_W}" y1="${y(v).toFixed(1)}" y2="${y(v).toFixed(1)}" stroke="#345"${dashed ? ' stroke-dasharray="5 4"' : ''}/>` +
    `<text x="${LEFT + PLOT_W + 6}" y="${(y(v) + 4).toFixed(1)}">${label} ${v.toFixed(digits)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${LEFT}" y="22" font-size="14" font-weight="bold">${title}</text>`,
    `<rect x="${LEFT}" y="${TOP}" width="${PLOT_W}" height="${PLOT_H}" fill="none" stroke="#99a"/>`,
    line(0, '', true).replace('#345', '#ccd').replace(/<text.*<\/text>/, ''),
    line(bias, 'bias', false),
    line(bias + limit, '+1.96 SD', true),
    line(bias - limit, '-1.96 SD', true),
    ...pairs.map((_, i) => `<circle cx="${x(means[i]).toFixed(1)}" cy="${y(differences[i]).toFixed(1)}" r="3.5" fill="#1a6" fill-opacity=".75"/>`),
    `<text x="${LEFT}" y="${HEIGHT - 30}">${xMin.toFixed(digits)}</text>`,
    `<text x="${LEFT + PLOT_W}" y="${HEIGHT - 30}" text-anchor="end">${xMax.toFixed(digits)}</text>`,
    `<text x="${LEFT + PLOT_W / 2}" y="${HEIGHT - 12}" text-anchor="middle">mean of reference and Surefoot, ${unit}</text>`,
    `<text transform="translate(20 ${TOP + PLOT_H / 2}) rotate(-90)" text-anchor="middle">Surefoot - reference, ${unit}</text>`,
    '</svg>',
    '',
  ].join('\n');
}
