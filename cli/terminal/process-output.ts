import { once } from 'node:events'
import type { Writable } from 'node:stream'

import { type Output, READING_WIDTH } from './output.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * Where a command writes to. Whoever reads may go away early: what is said then is lost, no more. `broken` is
 * told, once, of anything else that keeps words from being written, as a full disk.
 */
export function outputTo(
  stream: Writable & { isTTY?: boolean; columns?: number },
  env: Env = {},
  broken: (error: NodeJS.ErrnoException) => void = () => undefined,
): Output {
  const reader = { isGone: false }
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && !reader.isGone) broken(error)
    reader.isGone = true
  })
  const isTerminal = stream.isTTY === true
  return {
    write: (text) => void stream.write(text),
    async ready() {
      if (stream.writableNeedDrain && !reader.isGone)
        await Promise.race([once(stream, 'drain'), once(stream, 'close')])
      return !reader.isGone
    },
    isTerminal,
    hasColours: hasColours(isTerminal, env),
    // Some terminals say 0; a window changes its width.
    get columns() {
      const { columns = 0 } = stream
      return columns > 0 ? columns : READING_WIDTH
    },
  }
}

/** As Node itself reads them: FORCE_COLOR before NO_COLOR, and empty as if absent. */
function hasColours(isTerminal: boolean, { FORCE_COLOR, NO_COLOR, TERM }: Env): boolean {
  if (FORCE_COLOR) return !['0', 'false'].includes(FORCE_COLOR)
  return isTerminal && !NO_COLOR && TERM !== 'dumb'
}
