import type { Problem } from '../../shared/core/definition/monitor.ts'

/**
 * `file:line`, as compilers write it and editors understand it; the file alone where the line is not known.
 */
export function placed(file: string, line: number | undefined): string {
  return line === undefined ? file : `${file}:${line}`
}

/** `file:line: path: message`. */
export function placedProblem(file: string, line: number | undefined, { path, message }: Problem): string {
  return `${placed(file, line)}: ${path === '' ? '' : `${path}: `}${message}`
}
