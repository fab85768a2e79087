/** A citation precise enough to find the number again. */
export interface Source {
  /** Authors, year, journal: "Montero-Odasso 2022, Age Ageing 51(9):afac205". */
  readonly citation: string;
  readonly doi?: string;
  readonly url?: string;
  /** Section, table or equation. */
  readonly place?: string;
}
