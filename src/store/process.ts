import { systemCode } from './durable.ts';

/** Whether a process of this machine is no longer there. */
export function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}
