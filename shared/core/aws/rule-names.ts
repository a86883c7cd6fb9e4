import { createHash } from 'node:crypto'

/** Longest name of a rule (EventBridge API, PutRule). */
const RULE_NAME_CHARACTERS = 64

/**
 * How the names of a stack's rules begin. A stack's name holds no dot, so no other stack's rules begin like
 * this one's.
 */
export function ruleNamePrefix(stackName: string): string {
  return `${stackName}.`
}

/**
 * The name of the rule that starts the runs of a stack's monitor: readable and, by its last eight digits,
 * unique even where the id had to be cut. No id can be read back from it: whoever has a rule's name compares
 * it with those of the monitors there are.
 */
export function ruleName(stackName: string, monitorId: string): string {
  const prefix = ruleNamePrefix(stackName)
  const digest = createHash('sha256').update(monitorId).digest('hex').slice(0, 8)
  const room = RULE_NAME_CHARACTERS - prefix.length - digest.length - 1
  return `${prefix}${monitorId.slice(0, room)}-${digest}`
}
