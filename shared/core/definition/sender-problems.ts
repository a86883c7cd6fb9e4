import { serverForms } from '../run/schemes.ts'
import { isRecord } from './fields/fields.ts'
import { type DefinitionSource, type Problem, isOnOneMachine } from './monitor.ts'
import type { SmtpDefinition } from './monitor-definition.ts'

/** What is told where a definition names no server to send by, and there is no built-in sender. */
export const NO_BUILT_IN_SENDER =
  `expected smtp.server as ${serverForms('smtp')}; ` +
  'or builtInSender in cdk/settings.ts, which sends by Amazon SES'

const SETTINGS: readonly string[] = [
  'from',
  'heloName',
  'userid',
  'password',
  'grant',
  'auth',
  'tls',
  'verify',
] satisfies (keyof SmtpDefinition)[]

const NO_SETTINGS =
  'the built-in sender takes no settings: remove smtp, or name the server that takes the message in smtp.server'

/**
 * What keeps a definition, as it was written, from having a sender: it names no server where there is no
 * built-in sender, or has settings for that one. `builtInSender` absent: whether a stack has one is not looked
 * at; one machine always has. Looks at what else is wrong as little as possible, so that all mistakes can be
 * told at once.
 */
export function senderProblems(
  definition: unknown,
  source: DefinitionSource,
  builtInSender?: boolean,
): Problem[] {
  if (!isRecord(definition)) return []
  const { smtp } = definition
  const isMissing = builtInSender === false && !isOnOneMachine(source)
  if (smtp === undefined) return isMissing ? [{ path: 'smtp', message: NO_BUILT_IN_SENDER }] : []
  if (!isRecord(smtp) || smtp.server !== undefined) return []
  if (isMissing) return [{ path: 'smtp.server', message: NO_BUILT_IN_SENDER }]
  const given = Object.keys(smtp).filter((key) => SETTINGS.includes(key) && smtp[key] !== undefined)
  return given.map((key) => ({ path: `smtp.${key}`, message: NO_SETTINGS }))
}
