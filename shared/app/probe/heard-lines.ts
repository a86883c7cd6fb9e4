import type { LogLine } from '../../core/run/run.ts'
import { type Hearing, redactHeard } from '../../core/redaction/heard.ts'
import { tameLine } from '../../core/redaction/tame.ts'

/** Longest text of several lines that is searched as one, characters; it is searched again for each quotation. */
const MAX_TOGETHER = 8 * 1024

/**
 * The server's lines, of a login or of all phases before or after it. They are redacted together, since a secret
 * can be split over them, and get their text when that is over, or what the server was sent changes.
 */
export interface HeardLines {
  hear(text: string, line: LogLine): void
  /** Words of the last reply, searched together with all that was heard beside it. */
  safe(words: string): string
  /** Gives every line its text: what is heard from now on is searched without them. */
  settle(): void
  /** The same where nothing was heard since this was called before. */
  settleIfQuiet(): void
  isWaiting(line: LogLine): boolean
}

/** `hearing`: what is known at the moment at which it is asked. */
export function heardLines(hearing: () => Hearing): HeardLines {
  let waiting: { text: string; line: LogLine }[] = []
  let length = 0
  let isQuiet = false

  const texts = () => waiting.map(({ text }) => text)

  function settle(): void {
    const shown = redactHeard(texts(), hearing())
    waiting.forEach(({ line }, index) => (line.text = tameLine(shown[index] ?? '')))
    waiting = []
    length = 0
  }

  return {
    hear(text, line) {
      if (length + text.length > MAX_TOGETHER) settle()
      waiting.push({ text, line })
      length += text.length
      isQuiet = false
    },
    safe: (words) => tameLine(redactHeard([...texts(), words], hearing()).at(-1) ?? ''),
    settle,
    settleIfQuiet() {
      if (isQuiet && waiting.length > 0) settle()
      isQuiet = true
    },
    isWaiting: (line) => waiting.some((one) => one.line === line),
  }
}
