/** Where a command writes to, and whether a person looks at it. */
export interface Output {
  write(text: string): void
  isTerminal: boolean
  /** Characters in a line; where nobody looks, the width that text is wrapped to. */
  columns: number
}

/** The two outputs of a process: what was asked for, and what is said about it. */
export interface Outputs {
  out: Output
  err: Output
}
