/** A table as it stands: its key attributes, partition key first, and those of each index. */
export interface StandingTable {
  keys: readonly string[]
  indexes: Readonly<Record<string, readonly string[]>>
}

/** The tables of this account and Region. Throws what stops it. */
export interface TableCatalog {
  /** Names that begin so. */
  names(prefix: string): Promise<string[]>
  isEmpty(name: string): Promise<boolean>
  find(name: string): Promise<StandingTable | undefined>
  /**
   * Sees to it that the table is restorable to any second and protected against deletion, that items expire
   * by the attribute `timeToLive`, and, where `stream`, that it has a stream, whose ARN is answered. May be
   * repeated.
   */
  bringUp(name: string, how: { stream: boolean; timeToLive?: string }): Promise<string | undefined>
}
