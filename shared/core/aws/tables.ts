/** An attribute that a key is made of: `S` text, `N` number. */
export interface KeyAttribute {
  name: string
  type: 'S' | 'N'
}

/** A global secondary index; an item without both attributes is not in it. */
export interface IndexShape {
  name: string
  partitionKey: KeyAttribute
  sortKey: KeyAttribute
  projection: 'ALL' | 'KEYS_ONLY'
}

export interface TableShape {
  partitionKey: KeyAttribute
  sortKey?: KeyAttribute
  /** Attribute that holds when an item may be deleted, in epoch seconds (DynamoDB TTL). */
  timeToLive?: string
  indexes: readonly IndexShape[]
}

/**
 * Text in the due index's partition key: `0` to `DUE_SHARDS - 1`, by monitor, since a partition takes 1,000
 * writes a second and a fleet's runs begin at once. May rise, never fall, while items stand.
 */
export const DUE_SHARDS = 16

/**
 * The shape of the two tables, for whoever makes them (the stack, the embedded DynamoDB) and whoever uses
 * them. Both indexes stand from the start: a table takes a new one only one an update, the embedded one none
 * at all.
 */
export const TABLES = {
  monitors: {
    partitionKey: { name: 'monitorId', type: 'S' },
    indexes: [],
  },
  results: {
    partitionKey: { name: 'monitorId', type: 'S' },
    sortKey: { name: 'sortKey', type: 'S' },
    timeToLive: 'expiresAt',
    indexes: [
      // Keys alone: what is due is read back whole and consistently, and a stage write that leaves `dueAt`
      // costs no second write.
      {
        name: 'due',
        partitionKey: { name: 'dueShard', type: 'S' },
        sortKey: { name: 'dueAt', type: 'N' },
        projection: 'KEYS_ONLY',
      },
      {
        name: 'incidents',
        partitionKey: { name: 'month', type: 'S' },
        sortKey: { name: 'openedAt', type: 'N' },
        projection: 'ALL',
      },
    ],
  },
} as const satisfies Record<string, TableShape>
