import type { Clock, Ids } from '../../../app/ports/clock.ts'
import { DAY, type EpochMs, type Millis, SECOND } from '../../../core/time/units.ts'
import type { Expression, Item, TableAccess } from './table-access.ts'

/** What every kind of item in the Results table is read and written with. */
export interface ResultsTable {
  table: TableAccess
  clock: Clock
  ids: Ids
}

/** The value of `expiresAt`, in epoch seconds as DynamoDB's TTL wants it, rounded up. */
export function expiryAfter(days: number, { clock }: Pick<ResultsTable, 'clock'>): number {
  return expiryIn(days * DAY, { clock })
}

export function expiryIn(ms: Millis, { clock }: Pick<ResultsTable, 'clock'>): number {
  return Math.ceil((clock.now() + ms) / SECOND)
}

/**
 * The item, unless it has expired: TTL deletes late, up to days (DynamoDB, "Using time to live"), and the
 * embedded one never.
 */
export function unexpired(item: Item | undefined, now: EpochMs): Item | undefined {
  const expiresAt = item?.expiresAt
  return typeof expiresAt === 'number' && expiresAt <= secondOf(now) ? undefined : item
}

/** Holds where there is no item, or one that has expired. */
export function absent({ clock }: Pick<ResultsTable, 'clock'>): Expression {
  return {
    expression: 'attribute_not_exists(#sortKey) OR #expiresAt <= :now',
    values: { now: secondOf(clock.now()) },
  }
}

/** Holds where there is an item that has not expired and fits the expression, if any, as well. */
export function present(also: Expression | undefined, { clock }: Pick<ResultsTable, 'clock'>): Expression {
  const unexpired = '#expiresAt > :now'
  return {
    expression: also ? `${unexpired} AND (${also.expression})` : unexpired,
    values: { ...also?.values, now: secondOf(clock.now()) },
  }
}

function secondOf(now: EpochMs): number {
  return Math.floor(now / SECOND)
}
