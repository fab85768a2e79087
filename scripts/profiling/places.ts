import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallFrame } from './summary.ts';

/**
 * Tells where a function stands in the source, by the maps beside the bundle.
 * @param root paths are given from here
 */
export function sourcePlaces(root: string): (frame: CallFrame) => string {
  const maps = new Map<string, SourceMap | null>();
  const mapOf = (file: string): SourceMap | null => {
    if (!maps.has(file)) maps.set(file, existsSync(`${file}.map`) ? new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload) : null);
    return maps.get(file)!;
  };
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.startsWith('file:')) return url.startsWith('wasm:') ? 'WebAssembly' : url;
    const file = fileURLToPath(url);
    const entry = mapOf(file)?.findEntry(lineNumber, columnNumber);
    if (!entry || !('originalSource' in entry)) return `${relative(root, file)}:${lineNumber + 1}`;
    return `${relative(root, resolve(dirname(file), entry.originalSource))}:${entry.originalLine + 1}`;
  };
}
