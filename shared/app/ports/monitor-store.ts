/** A row of the Monitors table: the definition as it was written, and who writes it. */
export interface MonitorRow {
  monitorId: string
  /**
   * `stack`: written at deploy (or start) from the file; `table`: by people. A row without the mark is the
   * table's.
   */
  managedBy: 'stack' | 'table'
  /** Rises with each write; 0 in a row that was typed in by hand without one. */
  revision: number
  /** Everything else in the row, unparsed. */
  definition: Readonly<Record<string, unknown>>
}

/**
 * The Monitors table. Conditional writes answer as `RunStore`'s do; people edit rows in the console without
 * a new revision, so the condition is the whole row as it was read.
 */
export interface MonitorStore {
  find(monitorId: string): Promise<MonitorRow | undefined>
  list(): Promise<MonitorRow[]>
  /** Puts the row if `before` still stands, whole; `undefined`: if there is no row. */
  put(row: MonitorRow, before: MonitorRow | undefined): Promise<boolean>
  /** Removes the row if it still stands, whole; true also when there was none. */
  remove(before: MonitorRow): Promise<boolean>
}
