import type { MonitorDefinition } from '../../../shared/core/definition/monitor-definition.ts'
import type { DefinitionSource, Monitor } from '../../../shared/core/definition/monitor.ts'
import { type Known, describeProblems, parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'

/** Nothing but what must be said. */
export const SHORT = {
  monitorId: 'inbox',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'ssm:inbox' },
  smtp: { server: 'smtp.example.com' },
} satisfies MonitorDefinition

/** What a definition says in place of, or beside, what `SHORT` says. */
export type Change = Record<string, unknown>

export const mailbox = (change: Change) => ({ mailbox: { ...SHORT.mailbox, ...change } })
export const smtp = (change: Change) => ({ smtp: { ...SHORT.smtp, ...change } })
export const policy = (change: Change) => ({ alerts: [{ onError: true, ...change }] })

export function parsed(definition: unknown, source: DefinitionSource = 'stack'): Monitor {
  const result = parseMonitor(definition, source)
  if (!result.ok) throw new Error(describeProblems(result.problems))
  return result.monitor
}

export function mistakes(
  definition: unknown,
  source: DefinitionSource = 'stack',
  known: Known = {},
): string[] {
  const result = parseMonitor(definition, source, known)
  return result.ok ? [] : describeProblems(result.problems).split('\n')
}
