const ID = /^[A-Za-z0-9_-]+$/;

/**
 * Guards what becomes a key: an opaque id has no dots, slashes, spaces or personal names in it.
 * @throws RangeError naming `what` when the id has any other form.
 */
export function checkId(id: string, what: string): void {
  if (!ID.test(id)) throw new RangeError(`${what} must be letters, digits, "_" and "-" only`);
}

export function isId(text: string): boolean {
  return ID.test(text);
}
