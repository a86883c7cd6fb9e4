export type LogLevel = 'INFO' | 'ERROR'

/**
 * What a line of the function's own log may hold: identifiers, numbers and our own words, never what a server
 * said.
 */
export type LogFields = Readonly<Record<string, string | number | undefined>>

/** Writes one JSON object a line, so that CloudWatch Logs can be asked for its fields. */
export interface JsonLog {
  write(level: LogLevel, message: string, fields?: LogFields): void
}

export function jsonLog(output: { write(text: string): unknown } = process.stdout): JsonLog {
  return {
    write: (level, message, fields = {}) =>
      void output.write(`${JSON.stringify({ level, message, ...fields })}\n`),
  }
}
