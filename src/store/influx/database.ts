import { AppError } from '../../model/errors.ts';
import { InfluxConnection, NoSuchDatabase, NotAllowed, NotLetIn, RefusedWrite } from './connection.ts';
import { DAY_POLICY } from './lines.ts';
import type { InfluxSettings } from './settings.ts';

/** What a database is like once it is ready to be written to. */
export interface ReadyDatabase {
  /** Retention policy of the roll-up; undefined where the server has none of ours, and the database's own is used. */
  readonly dayPolicy: string | undefined;
  /** Results older than this are let go of by the server, ms; Infinity where it keeps them for ever. */
  readonly keepsMs: number;
}

/**
 * Makes the database with its retention policies, or takes it as it is. Servers that do not know these statements (2.x,
 * 3.x) or do not allow them must have the database already; its own policy then holds results and roll-up alike.
 * @throws AppError STORE_UNAVAILABLE
 */
export async function readyDatabase(connection: InfluxConnection): Promise<ReadyDatabase> {
  const database = `"${connection.settings.database}"`;
  // Results of a clinic are few and cover years: long shards, or there would be hundreds of almost empty ones.
  await allowed(connection.statement(`CREATE DATABASE ${database} WITH DURATION INF REPLICATION 1 SHARD DURATION 12w NAME "surefoot"`));
  let policies = await policiesOf(connection);
  if (policies !== null && !policies.has(DAY_POLICY)) {
    await allowed(connection.statement(`CREATE RETENTION POLICY "${DAY_POLICY}" ON ${database} DURATION INF REPLICATION 1 SHARD DURATION 104w`));
    policies = await policiesOf(connection);
  }
  return {
    dayPolicy: policies?.has(DAY_POLICY) ? DAY_POLICY : undefined,
    keepsMs: [...(policies?.values() ?? [])].find(({ isDefault }) => isDefault)?.keepsMs ?? Infinity,
  };
}

/** Looks without changing anything. */
export async function databaseState(settings: InfluxSettings): Promise<'there' | 'missing' | 'notLetIn' | 'unknown'> {
  const connection = await InfluxConnection.open(settings);
  try {
    await connection.query(`SHOW RETENTION POLICIES ON "${settings.database}"`);
    return 'there';
  } catch (error) {
    if (error instanceof NoSuchDatabase) return 'missing';
    if (error instanceof NotLetIn) return 'notLetIn';
    if (error instanceof RefusedWrite || error instanceof AppError) return 'unknown';
    throw error;
  } finally {
    connection.close();
  }
}

interface Policy {
  readonly keepsMs: number;
  readonly isDefault: boolean;
}

/** By name; null where the server does not say. */
async function policiesOf(connection: InfluxConnection): Promise<Map<string, Policy> | null> {
  const answer = await allowed(connection.query(`SHOW RETENTION POLICIES ON "${connection.settings.database}"`));
  const series = answer?.[0];
  if (!series) return null;
  const column = (name: string): number => series.columns.indexOf(name);
  const [name, duration, isDefault] = [column('name'), column('duration'), column('default')];
  return new Map(series.values.map((row) => [String(row[name]), { keepsMs: durationMs(String(row[duration])), isDefault: Boolean(row[isDefault]) }]));
}

/** `720h0m0s`; 0s is for ever. */
function durationMs(text: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? [];
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 || Infinity;
}

/** The answer, or null where the server does not know or does not allow what was asked. */
async function allowed<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RefusedWrite || error instanceof NotAllowed) return null;
    throw error;
  }
}
