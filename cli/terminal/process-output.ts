import type { Writable } from 'node:stream'

import type { Output } from './output.ts'

/** The width that text is wrapped to where nobody looks, and the most where somebody does. */
const COLUMNS = 100

/** Where a command writes to. Whoever reads may go away early: what is said then is lost, no more. */
export function outputTo(stream: Writable & { isTTY?: boolean; columns?: number }): Output {
  stream.on('error', () => undefined)
  // A stream that is no terminal has neither of these; some terminals say 0.
  const { isTTY = false, columns = 0 } = stream
  return {
    write: (text) => void stream.write(text),
    isTerminal: isTTY,
    columns: columns > 0 ? Math.min(COLUMNS, columns) : COLUMNS,
  }
}
