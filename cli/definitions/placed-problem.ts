import { tameLine } from '../../shared/core/redaction/tame.ts'
import type { Problem } from '../../shared/core/definition/monitor.ts'

/**
 * `file:line`, as compilers write it and editors understand it; the file alone where the line is not known.
 */
export function placed(file: string, line: number | undefined): string {
  const name = fileName(file)
  return line === undefined ? name : `${name}:${line}`
}

/** The name of a file on one line, whatever stands in it. */
export function fileName(file: string): string {
  return tameLine(file, Infinity)
}

/** `file:line: path: message`. */
export function placedProblem(file: string, line: number | undefined, { path, message }: Problem): string {
  return `${placed(file, line)}: ${path === '' ? '' : `${path}: `}${message}`
}
