import type { LocalOptions } from './arguments.ts'
import { CannotStart } from './cannot-start.ts'
import { sentenceOf } from './console/console-report.ts'

/** What keeps the local mode from starting, as one sentence that says what to do. */
export function problemAtStart(error: unknown, { dataDir }: Pick<LocalOptions, 'dataDir'>): string {
  if (error instanceof CannotStart) return error.message
  const { code, path, port } = firstWithCode(error)
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port ?? '?'} of this machine is in use by another program.`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENOSPC':
      return `${path ?? dataDir} cannot be used (${code}); name another folder: --data DIR.`
    case undefined:
    default:
      return `Roundtrip cannot start: ${sentenceOf(error)}`
  }
}

interface Coded {
  code?: string
  path?: string
  port?: number
}

/** The outermost of the error and its causes that carries a code. */
function firstWithCode(error: unknown): Coded {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause as Coded
  }
  return {}
}
