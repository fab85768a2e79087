import type { RecordingFile, RecordingReader } from '../../model/index.ts';

/**
 * A recording format: how its recordings are found, read and archived.
 * Every failure of the file or its content is an AppError whose message names file, line and remedy.
 */
export interface RecordingFormat {
  /** Stable word, kept with every archived recording: `bidsMotion`. */
  readonly id: string;
  /** Name for people: `BIDS-Motion`. */
  readonly label: string;
  /** What its recordings look like, to end a sentence with: `a file whose name ends in _motion.tsv`. */
  readonly looksLike: string;
  /** Whether a path is a recording of this format: by its name, and by its first bytes where formats share a name. False for a file that cannot be read. */
  recognises(path: string): Promise<boolean>;
  /** Every recording below a folder, sorted by path; empty where there is none. */
  find(folder: string): Promise<string[]>;
  /** Reads everything but the samples, and checks it. */
  open(path: string): Promise<RecordingReader>;
  /**
   * Everything that is needed to read this recording again on its own, and nothing of anyone else.
   * Roles are file names without folders: an archive keeps each file under its role.
   */
  files(path: string): Promise<RecordingFile[]>;
  /** Opens a folder that holds the files of `files()`, each named by its role. Gives the same header (but for its path) and samples. */
  openArchived(folder: string): Promise<RecordingReader>;
}

export function defineFormat(format: RecordingFormat): RecordingFormat {
  return format;
}
