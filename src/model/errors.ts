/**
 * Every way the world can fail, once: code, HTTP status, exit status and title.
 * docs/errors.md is made from this table.
 */
export const ERRORS = {
  NO_SUCH_FILE: { http: 404, exit: 2, title: 'The file or folder does not exist' },
  UNREADABLE: { http: 422, exit: 2, title: 'The file cannot be read' },
  UNWRITABLE: { http: 500, exit: 2, title: 'The file or folder cannot be written' },
  UNSUPPORTED_FORMAT: { http: 415, exit: 2, title: 'The file is in no supported recording format' },
  BAD_RECORDING: { http: 422, exit: 2, title: 'The recording is damaged or incomplete' },
  BAD_INPUT: { http: 400, exit: 2, title: 'The request or command has a value that cannot be used' },
  NOT_SIGNED_IN: { http: 401, exit: 2, title: 'Sign in first' },
  BAD_CREDENTIALS: { http: 401, exit: 2, title: 'The user name or password is wrong' },
  FORBIDDEN: { http: 403, exit: 2, title: 'Your role does not allow this' },
  BAD_ORIGIN: { http: 403, exit: 2, title: 'The request came from another site' },
  NOT_FOUND: { http: 404, exit: 2, title: 'There is no such thing' },
  CONFLICT: { http: 409, exit: 2, title: 'It exists already or has changed' },
  TOO_MANY_REQUESTS: { http: 429, exit: 3, title: 'Too many attempts' },
  WRONG_DATA_FOLDER: { http: 500, exit: 2, title: 'The data folder belongs to something else' },
  PORT_IN_USE: { http: 500, exit: 3, title: 'The address is in use' },
  NO_BLUETOOTH: { http: 503, exit: 3, title: 'Bluetooth cannot be used on this computer' },
  SENSOR_UNREACHABLE: { http: 504, exit: 3, title: 'A sensor does not answer' },
  SENSOR_REFUSED: { http: 502, exit: 3, title: 'A sensor refused what it was asked' },
  SENSOR_LOST: { http: 503, exit: 3, title: 'The connection to a sensor was lost' },
  STORE_UNAVAILABLE: { http: 503, exit: 3, title: 'The store cannot be reached' },
  INTERNAL: { http: 500, exit: 1, title: 'Something is wrong in the software' },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** The world failed. `message` is one line: what is wrong, where, and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Where: file, line, field. Never personal data. */
  readonly where: { readonly file?: string; readonly line?: number; readonly field?: string };

  constructor(code: ErrorCode, message: string, where: AppError['where'] = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.where = where;
  }
}
