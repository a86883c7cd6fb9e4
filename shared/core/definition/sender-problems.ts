import { serverForms } from '../run/schemes.ts'
import { isRecord } from './fields/fields.ts'
import { NOT_LISTED_TO_LOCAL_SENDER, isSentByItself } from './fields/own-gmail.ts'
import { type DefinitionSource, type Problem, type SmtpSettings, isOnOneMachine } from './monitor.ts'
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

/** Whether monitors without `smtp` have a sender in the stack; on one machine, the server that sends for them. */
export type BuiltInSender = boolean | Pick<SmtpSettings, 'server' | 'login'>

/**
 * What keeps a definition, as it was written, from having a sender: it names no server where there is no
 * built-in sender, or has settings for that one. `builtInSender` absent: whether a stack has one is not looked
 * at; one machine always has. Looks at what else is wrong as little as possible, so that all mistakes can be
 * told at once.
 */
export function senderProblems(
  definition: unknown,
  source: DefinitionSource,
  builtInSender?: BuiltInSender,
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

/**
 * What keeps a definition, as it was read, mistaken or not, from being sent by the server of its machine: the
 * mailbox is the same Gmail account over POP3.
 */
export function sameAccountProblems(read: unknown, builtInSender?: BuiltInSender): Problem[] {
  if (typeof builtInSender !== 'object' || !isRecord(read) || read.smtp !== undefined) return []
  const { server, login } = builtInSender
  if (!isSentByItself(read.mailbox, { server, userid: login?.userid })) return []
  return [{ path: 'mailbox.userid', message: NOT_LISTED_TO_LOCAL_SENDER }]
}
