import { tameLines } from '../../shared/core/redaction/tame.ts'

/** Where a command writes to, and whether a person looks at it. */
export interface Output {
  write(text: string): void
  /**
   * Text as it is, where `write` escapes what could steer a terminal: for what draws, and for a file in a
   * pipe. Absent: `write` does.
   */
  raw?(text: string): void
  /**
   * Waits until more can be written; false where nobody reads any longer. Absent: nobody goes away, and there
   * is room for all.
   */
  ready?(): Promise<boolean>
  isTerminal: boolean
  /** Characters in a line of the terminal; where nobody looks, the width that text is wrapped to. */
  readonly columns: number
  /** Whether words may have colours; absent: they have none. */
  hasColours?: boolean
}

/** The two outputs of a process: what was asked for, and what is said about it. */
export interface Outputs {
  out: Output
  err: Output
}

/** For what nobody is to read. */
export const NOWHERE: Output = { write: () => undefined, isTerminal: false, columns: 80 }

/** The widest that text is pleasant to read. */
export const READING_WIDTH = 100

/** The width that text is wrapped to. */
export function readingWidth({ out }: Pick<Outputs, 'out'>): number {
  return Math.min(READING_WIDTH, out.columns)
}

/** Where remarks beside the rows go: a pipe holds nothing but rows. */
export function aside({ out, err }: Outputs): Output {
  return out.isTerminal ? out : err
}

/** The same output, which a name of a file or a monitor, or what a server says, cannot steer. */
export function tamedOutput(output: Output): Output {
  const raw = (text: string) => output.write(text)
  return {
    ...output,
    raw,
    write: (text) => raw(tameLines(text)),
    get columns() {
      return output.columns
    },
  }
}
