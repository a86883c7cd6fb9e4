import type { MonitorRow } from '../app/ports/monitor-store.ts'
import { fieldsHash } from '../core/definition/definition-hash.ts'

/** What a row is now: its revision, and a hash of all of it, since people also edit rows in the console. */
export function etagOf({ managedBy, revision, definition }: MonitorRow): string {
  return `"${revision}-${fieldsHash({ ...definition, managedBy })}"`
}

/**
 * Whether `If-Match` or `If-None-Match` names this ETag, or says `*`. Compared weakly: what was compressed on
 * its way has become weak (RFC 9110 §8.8.3), and each change of a row changes its hash.
 */
export function namesEtag(header: string, etag: string): boolean {
  const named = header.match(/\*|(?:W\/)?"[^"]*"/g) ?? []
  return named.some((one) => one === '*' || strong(one) === strong(etag))
}

function strong(etag: string): string {
  return etag.replace(/^W\//, '')
}
