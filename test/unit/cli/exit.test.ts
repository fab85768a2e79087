import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { describeFailure, exitStatus, worstStatus } from '../../../src/cli/exit.ts';
import { AppError, ERRORS, type ErrorCode } from '../../../src/model/index.ts';

describe('the exit status', () => {
  test.each(Object.keys(ERRORS) as ErrorCode[])('of %s is the one in the error table', (code) => {
    expect(exitStatus(new AppError(code, 'message'))).toBe(ERRORS[code].exit);
  });

  test('of a usage error is 2, of --help is 0 and of anything unforeseen is 1', () => {
    expect(exitStatus(new CommanderError(1, 'commander.unknownOption', 'unknown option'))).toBe(2);
    expect(exitStatus(new CommanderError(0, 'commander.helpDisplayed', 'help'))).toBe(0);
    expect(exitStatus(new TypeError('x is not a function'))).toBe(1);
    expect(exitStatus('thrown text')).toBe(1);
  });

  test('of several recordings is that of a fault, else of bad input, else of what could not be reached', () => {
    expect(worstStatus([])).toBe(0);
    expect(worstStatus([3, 2])).toBe(2);
    expect(worstStatus([2, 1, 3])).toBe(1);
  });
});

describe('the line a person reads', () => {
  test('is one line whatever the message holds', () => {
    expect(describeFailure(new AppError('BAD_RECORDING', 'a.tsv line 3: "x" is not\na number.\n'), undefined)).toBe('surefoot: a.tsv line 3: "x" is not a number.');
  });

  test('of a fault hides its stack unless the log level asks for it', () => {
    const fault = new TypeError('x is not a function');
    expect(describeFailure(fault, undefined)).toBe(
      'surefoot: a fault in the software: x is not a function. Run it again with SUREFOOT_LOG_LEVEL=debug and report what it prints.',
    );
    expect(describeFailure(fault, 'debug')).toContain('exit.test.ts');
  });
});
