import { AppError } from '../model/index.ts';
import { protocols } from '../protocols/index.ts';
import type { Protocol } from '../protocols/define.ts';

/** The protocol with an id; `walk` when none is named. @throws AppError BAD_INPUT for an unknown id */
export function protocolOf(id = 'walk'): Protocol {
  const protocol = protocols.find((p) => p.id === id);
  if (!protocol) {
    throw new AppError('BAD_INPUT', `protocol "${id}" is unknown; choose one of: ${protocols.map((p) => p.id).join(', ')}.`, { field: 'protocol' });
  }
  return protocol;
}
