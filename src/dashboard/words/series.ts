/** The foot of the page: the copy of metric series in InfluxDB. */
export const series = {
  about: 'Metric series',
  upToDate: 'Series: InfluxDB has every result.',
  filling: (percent: number) => `Series: older results are being copied to InfluxDB (${percent} %).`,
  waiting: (count: number, ago: string) => `Series: ${count} ${count === 1 ? 'result waits' : 'results wait'} for InfluxDB, the oldest for ${ago}.`,
  unreachable: 'InfluxDB does not answer; results are kept and shown here, and will be copied.',
  seconds: (s: number) => `${s} s`,
  minutes: (min: number) => `${min} min`,
  hours: (h: number) => `${h} h`,
};
