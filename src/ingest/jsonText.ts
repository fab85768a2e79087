import { damaged } from './damage.ts';

const TOKEN = /[ \t\r\n]*(?:("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([{}[\],:])|$)/uy;
const BLANK = /[ \t\r\n]*/y;

/** Parses a JSON object from a file's text. Throws AppError BAD_RECORDING with the line of the fault. */
export function parseJsonObject(path: string, text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (text.trim() === '') throw damaged(path, null, 'the file is empty; it must hold a JSON object, { ... }.');
    throw damaged(path, lineAt(text, jsonFault(text)), 'the file is not valid JSON from here on; look for a missing comma, quote or bracket on this line or the one before.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw damaged(path, 1, 'the file must hold a JSON object, { ... }.');
  }
  return value as Record<string, unknown>;
}

/** Line on which a key first stands; null where it does not. */
export function lineOfKey(text: string, key: string): number | null {
  const at = text.indexOf(JSON.stringify(key));
  return at < 0 ? null : lineAt(text, at);
}

/**
 * Offset at which text stops being JSON; the text's length where it only ends too early.
 * The engine's own messages do not always give a position, and change with its version.
 */
export function jsonFault(text: string): number {
  let at = 0;
  const open: string[] = [];
  // What may come next: a value, a key, what follows a value, a colon.
  let expect: 'value' | 'key' | 'after' | 'colon' = 'value';
  let mayClose = false;
  for (;;) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    BLANK.lastIndex = at;
    const faultAt = at + BLANK.exec(text)![0].length;
    if (token === null || token[0].trim() === '') return faultAt;
    const [, string, scalar, sign] = token;
    const inObject = open.at(-1) === '{';
    if (expect === 'colon') {
      if (sign !== ':') return faultAt;
      expect = 'value';
    } else if (expect === 'key' && string !== undefined) {
      expect = 'colon';
    } else if (expect === 'value' && (string !== undefined || scalar !== undefined)) {
      expect = 'after';
    } else if (expect === 'value' && (sign === '{' || sign === '[')) {
      open.push(sign);
      expect = sign === '{' ? 'key' : 'value';
      mayClose = true;
      at = TOKEN.lastIndex;
      continue;
    } else if (expect === 'after' && sign === ',' && open.length > 0) {
      expect = inObject ? 'key' : 'value';
    } else if ((expect === 'after' || mayClose) && sign === (inObject ? '}' : ']') && open.length > 0) {
      open.pop();
      expect = 'after';
    } else {
      return faultAt;
    }
    mayClose = false;
    at = TOKEN.lastIndex;
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
