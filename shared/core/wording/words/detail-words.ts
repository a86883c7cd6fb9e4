import type { RunResult } from '../../run/run.ts'

/** Whether a run's detail is the server's own words: no code of the system, and not what we say of silence. */
export function isServersWord({ outcome, detail = '' }: Pick<RunResult, 'outcome' | 'detail'>): boolean {
  return outcome === 'failed' && !/^[A-Z][A-Z0-9_]+$|^no answer to /.test(detail)
}
