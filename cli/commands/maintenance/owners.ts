import type { Owner } from '../../../shared/app/monitors/change-maintenance.ts'
import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import { UsageError } from '../../arguments/usage-error.ts'

/** Whose windows are meant: those of a tag, or of monitors, each once. Throws `UsageError` where it is both, or none. */
export function ownersOf(monitorIds: readonly string[], tag: string | undefined): readonly Owner[] {
  if (tag === undefined) {
    if (monitorIds.length === 0) throw expected('the id of a monitor, several, or --tag TAG', monitorIds)
    return [...new Set(monitorIds)].map((monitorId) => ({ kind: 'monitor', monitorId }))
  }
  if (monitorIds.length > 0) throw expected('no ids together with --tag', monitorIds)
  return [{ kind: 'tag', tag }]
}

export function expected(what: string, got: readonly string[]): UsageError {
  const names = got.length === 0 ? 'nothing' : got.map((name) => shown(name)).join(', ')
  return new UsageError(`expected ${what}, got ${names}`)
}
