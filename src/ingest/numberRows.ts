import { basename } from 'node:path';
import { damaged, shown } from './damage.ts';
import { parseDecimal } from './decimal.ts';
import { readPlainRow } from './plainRow.ts';

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
/** No row of numbers is this long: what follows is not a table. */
const MAX_LINE_BYTES = 1024 * 1024;
/** No sensor reading is this large in any unit; beyond it a conversion could overflow. */
const MAX_READING = 1e12;
/** Clocks count microseconds since 1970: whole numbers up to here are exact. */
const MAX_CLOCK = Number.MAX_SAFE_INTEGER;

/** How the rows are written. */
export interface TextLayout {
  /** Byte between two cells. */
  readonly separator: number;
  /** Name of the separator in messages: `tabs`. */
  readonly separatorName: string;
  /** Line of the first row. */
  readonly firstLine: number;
  /** Whether a row may end with a separator. */
  readonly mayEndWithSeparator: boolean;
  /** File that lays down the number of columns. */
  readonly columnsFrom: string;
  /** `lists 6 channels`, for messages about a row of another length. */
  saysColumns(count: number): string;
}

/** Tab-separated rows without a header; another file lists the channels. */
export function tabbedRows(columnsFrom: string): TextLayout {
  const name = basename(columnsFrom);
  return { separator: TAB, separatorName: 'tabs', firstLine: 1, mayEndWithSeparator: false, columnsFrom, saysColumns: (count) => `${name} lists ${count} channels` };
}

export interface NumberRowsOptions {
  /** Named in errors. */
  readonly path: string;
  /** Which columns are read, in the file's order; the others are counted and skipped. */
  readonly wanted: readonly boolean[];
  readonly layout: TextLayout;
  /** The column that may hold larger numbers than a sensor reading: times since 1970. */
  readonly clock?: number;
  /** Called for every row. NaN stands for a missing value. The array is used again for the next row. */
  readonly onRow: (values: Float64Array, line: number) => void;
}

/**
 * Rows of numbers, from bytes that arrive in any pieces.
 * Missing is `n/a`, `NaN` (any case) or an empty cell; spaces around a cell, CRLF, a byte order mark and a missing final
 * newline are accepted; empty lines only at the end. Anything else throws AppError BAD_RECORDING with its line.
 */
export class NumberRows {
  readonly #options: NumberRowsOptions;
  readonly #values: Float64Array;
  readonly #wanted: Uint8Array;
  #rest: Buffer = Buffer.alloc(0);
  readonly #separator: number;
  readonly #firstLine: number;
  #line: number;
  #emptyLine: number | null = null;

  constructor(options: NumberRowsOptions) {
    this.#options = options;
    this.#values = new Float64Array(options.wanted.length).fill(NaN);
    this.#wanted = Uint8Array.from(options.wanted, Number);
    this.#separator = options.layout.separator;
    this.#firstLine = this.#line = options.layout.firstLine;
  }

  /** Takes the next bytes; they may be overwritten afterwards. */
  push(chunk: Buffer): void {
    let from = 0;
    if (this.#rest.length > 0) {
      // Only the line that was begun is put together: the chunk itself is not copied.
      from = chunk.indexOf(LINE_FEED) + 1;
      if (from === 0) return this.#keep(Buffer.concat([this.#rest, chunk]));
      const begun = Buffer.concat([this.#rest, chunk.subarray(0, from)]);
      this.#readLines(begun, this.#line === 1 ? startOfText(begun) : 0, begun.length);
    }
    const end = Math.max(from, chunk.lastIndexOf(LINE_FEED) + 1);
    this.#readLines(chunk, this.#line === 1 ? startOfText(chunk) : from, end);
    // A copy, as the chunk is the caller's.
    this.#keep(Buffer.from(chunk.subarray(end)));
  }

  /** Keeps the beginning of a line. */
  #keep(rest: Buffer): void {
    this.#rest = rest;
    if (rest.length > MAX_LINE_BYTES) {
      throw damaged(this.#options.path, this.#line, `the line does not end within 1 MB; check that this is a table of numbers, separated by ${this.#options.layout.separatorName}.`);
    }
  }

  /** Takes the last row where no newline follows it. */
  end(): void {
    if (this.#rest.length > 0) {
      const rest = this.#rest;
      this.#rest = Buffer.alloc(0);
      this.#readLines(Buffer.concat([rest, Buffer.of(LINE_FEED)]), this.#line === 1 ? startOfText(rest) : 0, rest.length + 1);
    }
  }

  /** `end` lies just after a line feed, so every line and cell in [start, end) is whole. */
  #readLines(bytes: Buffer, start: number, end: number): void {
    const { wanted, onRow } = this.#options;
    const columns = wanted.length;
    const separator = this.#separator;
    const values = this.#values;
    let lineStart = start;
    while (lineStart < end) {
      const next = this.#emptyLine === null ? readPlainRow(bytes, lineStart, separator, this.#wanted, values) : -1;
      if (next > 0) {
        onRow(values, this.#line++);
        lineStart = next;
        continue;
      }
      let cellStart = lineStart;
      let column = 0;
      let i = cellStart;
      for (;;) {
        let byte: number;
        while ((byte = bytes[i]!) !== separator && byte !== LINE_FEED) i++;
        if (column < columns && wanted[column]) {
          const cellEnd = byte === LINE_FEED && i > cellStart && bytes[i - 1] === CARRIAGE_RETURN ? i - 1 : i;
          const value = parseDecimal(bytes, cellStart, cellEnd);
          values[column] = value > -MAX_READING && value < MAX_READING ? value : this.#unusual(bytes, lineStart, cellStart, cellEnd, column);
        }
        column++;
        i++;
        if (byte === LINE_FEED) break;
        cellStart = i;
      }
      if (column === columns + 1 && this.#options.layout.mayEndWithSeparator && isBlank(bytes, cellStart, i)) column--;
      if (column === columns && this.#emptyLine === null) onRow(values, this.#line);
      else this.#oddLine(bytes, lineStart, i, column);
      this.#line++;
      lineStart = i;
    }
  }

  /** A cell that is no plain number: missing, padded or wrong. */
  #unusual(bytes: Buffer, lineStart: number, start: number, end: number, column: number): number {
    if (end - start === 3 && bytes[start] === 110 && bytes[start + 1] === 47 && bytes[start + 2] === 97) return NaN; // n/a
    let from = start;
    let to = end;
    while (from < to && bytes[from] === SPACE) from++;
    while (to > from && bytes[to - 1] === SPACE) to--;
    const text = textOf(bytes, from, to);
    if (text === '' || /^(n\/a|nan)$/i.test(text)) return NaN;
    const value = parseDecimal(bytes, from, to);
    const limit = column === this.#options.clock ? MAX_CLOCK : MAX_READING;
    if (value > -limit && value < limit) return value;
    throw this.#wrongCell(bytes, lineStart, text, value);
  }

  #wrongCell(bytes: Buffer, lineStart: number, text: string, value: number): Error {
    const { path, wanted, layout } = this.#options;
    const lineEnd = bytes.indexOf(LINE_FEED, lineStart);
    const cells = textOf(bytes, lineStart, lineEnd).split(String.fromCharCode(this.#separator));
    if (this.#line === 1 && cells.every((cell) => /^\s*"?[\p{L}_]/u.test(cell) && !/^(n\/a|nan)$/i.test(cell.trim()))) {
      return damaged(path, 1, `this is a header row (${shown(cells[0].trim())}, ...); delete the line: a motion file has none, its columns are named in ${basename(layout.columnsFrom)}.`);
    }
    if (cells.length !== wanted.length) return this.#wrongCount(cells.length, false);
    if (/\p{Cc}/u.test(text.replace('\r', ''))) {
      return damaged(path, this.#line, 'the line holds binary data, not text; the file is damaged here, copy it again from the sensor or the archive.');
    }
    if (!Number.isNaN(value)) return damaged(path, this.#line, `${shown(text)} is too large for a sensor reading; write n/a where a value is missing.`);
    const comma = /^[+-]?\d*,\d+$/.test(text) ? ' (write a decimal point, not a comma)' : text.startsWith('"') ? ' (write numbers without quotes)' : '';
    return damaged(path, this.#line, `${shown(text)} is not a number${comma}; each of the ${wanted.length} columns must hold a number or n/a.`);
  }

  /** A line with the wrong number of columns, or any line after an empty one. */
  #oddLine(bytes: Buffer, start: number, end: number, columns: number): void {
    const empty = columns === 1 && textOf(bytes, start, end).trim() === '';
    if (empty) {
      this.#emptyLine ??= this.#line;
    } else if (this.#emptyLine !== null) {
      throw damaged(this.#options.path, this.#emptyLine, 'the line is empty but rows follow; write n/a in every column where a sample is missing.');
    } else {
      throw this.#wrongCount(columns, this.#line > this.#firstLine);
    }
  }

  #wrongCount(columns: number, ragged: boolean): Error {
    const { path, wanted, layout } = this.#options;
    const has = `the line has ${columns === 1 ? '1 column' : `${columns} columns`}, but ${layout.saysColumns(wanted.length)}`;
    return damaged(path, this.#line, ragged
      ? `${has}; the row is incomplete or damaged, copy the file again or write n/a for what is missing.`
      : `${has}; separate the columns by ${layout.separatorName} and list every column in ${basename(layout.columnsFrom)}.`);
  }
}

function startOfText(bytes: Buffer): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] > SPACE) return false;
  return true;
}

/** For messages and missing-value words only; never on the path of ordinary numbers. */
function textOf(bytes: Buffer, start: number, end: number): string {
  return new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + 64 * 1024)));
}
