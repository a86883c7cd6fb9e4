import type { RunResult } from '../../run/run.ts'

/** Whether a run's detail is the server's own words: no code of the system, and not what we say of silence or of junk. */
export function isServersWord({
  outcome,
  reason,
  detail = '',
}: Pick<RunResult, 'outcome' | 'reason' | 'detail'>): boolean {
  if (reason === 'message-junked') return false
  return outcome === 'failed' && !/^[A-Z][A-Z0-9_]+$|^no answer to /.test(detail)
}
