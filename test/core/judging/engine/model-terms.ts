import type { AlertPolicy } from '../../../../shared/core/definition/monitor.ts'
import { policyKey } from '../../../../shared/core/definition/policies.ts'
import type { Criteria } from '../../../../shared/core/judging/criteria.ts'
import { MINUTE, type Millis, SECOND } from '../../../../shared/core/time/units.ts'

export function intervalOf({ rhythm }: Criteria): Millis {
  return (rhythm?.intervalMinutes ?? 0) * MINUTE
}

export function timeoutOf({ rhythm }: Criteria): Millis {
  return (rhythm?.timeoutSeconds ?? 0) * SECOND
}

const keys = new WeakMap<AlertPolicy, string>()

export function keyOf(policy: AlertPolicy): string {
  const key = keys.get(policy) ?? policyKey(policy)
  keys.set(policy, key)
  return key
}

/** 6. */
export function spanOf(criteria: Criteria): Millis {
  return Math.max(60 * MINUTE, 12 * intervalOf(criteria))
}

/** Policies that say the same are one. */
export function different(policies: readonly AlertPolicy[]): AlertPolicy[] {
  return [...new Map(policies.map((policy) => [keyOf(policy), policy])).values()]
}
