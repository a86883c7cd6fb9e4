import type { CallName, Fault } from '../processes/process-under-test.ts'

/** Where a fault struck, among the calls of an undisturbed run. */
export interface Struck {
  at: CallName
  fault: Fault
  calls: readonly CallName[]
}

/**
 * Between the publish and its mark nobody can know that the alert went out; there, and only there, it may go
 * twice.
 */
export function mayPublishTwice({ at, fault, calls }: Struck): boolean {
  const published = calls.indexOf('publisher.publish #1')
  if (published < 0) return false
  const marked = calls.findIndex((call, index) => index > published && call.startsWith('runs.putState'))
  const index = calls.indexOf(at)
  if (index === published) return fault !== 'dies before'
  return (
    index > published &&
    (index < marked || (index === marked && fault !== 'dies after' && fault !== 'answer lost'))
  )
}
