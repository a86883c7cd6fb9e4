import { CannotServe } from '../shared/adapters/http-server/cannot-serve.ts'
import { tameLine } from '../shared/core/redaction/tame.ts'
import type { LocalOptions } from './arguments.ts'
import { CannotStart } from './cannot-start.ts'
import { sentenceOf } from './console/console-report.ts'
import { folderProblem } from './store/folder-problem.ts'

/** What keeps the local mode from starting, as one sentence that says what to do. */
export function problemAtStart(error: unknown, { dataDir }: Pick<LocalOptions, 'dataDir'>): string {
  if (error instanceof CannotStart || error instanceof CannotServe) return error.message
  const why = folderProblem(error)
  if (why !== undefined)
    return tameLine(`${dataDir} cannot be used: ${why}; name another folder: --data DIR.`, Infinity)
  const { code, port } = error as { code?: unknown; port?: number }
  return code === 'EADDRINUSE'
    ? `Port ${String(port ?? '?')} of this machine is in use by another program.`
    : `Roundtrip cannot start: ${sentenceOf(error)}`
}
