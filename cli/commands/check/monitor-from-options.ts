import type { ParsedMonitor, Problem } from '../../../shared/core/definition/monitor.ts'
import { parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import type { CheckArguments, ValueOption } from './check-arguments.ts'

/** The options that describe a monitor, each with the field of the definition that it fills. */
export const DESCRIBING = {
  email: 'emailAddress',
  mailbox: 'mailbox.server',
  userid: 'mailbox.userid',
  'password-env': 'mailbox.password',
  smtp: 'smtp.server',
  'smtp-userid': 'smtp.userid',
  'smtp-password-env': 'smtp.password',
  from: 'smtp.from',
  helo: 'smtp.heloName',
  'seconds-between-logins': 'mailbox.secondsBetweenLogins',
  timeout: 'timeoutSeconds',
} as const satisfies Partial<Record<ValueOption, string>>

type DescribingOption = keyof typeof DESCRIBING

const OPTIONS = Object.keys(DESCRIBING) as DescribingOption[]

/** Longest field first, so that none is taken for the beginning of another. */
const BY_FIELD = OPTIONS.map((option) => [DESCRIBING[option], `--${option}`] as const).sort(
  ([a], [b]) => b.length - a.length,
)

const NO_BUILT_IN_SENDER =
  '--smtp: expected the server that takes the test message, as smtp://host: a check has no built-in sender'

/** Keeps the mistakes of the other options in `smtp` to themselves while the server is missing. */
const ANY_SERVER = 'smtp://localhost'

export type FromOptions =
  { ok: true; monitor: Extract<ParsedMonitor, { ok: true }>['monitor'] } | { ok: false; mistakes: string[] }

/** The monitor that the options describe, or every mistake in them, told in terms of the options. */
export function monitorFromOptions(
  values: CheckArguments['values'],
  env: Readonly<Record<string, string | undefined>>,
): FromOptions {
  const parsed = parseMonitor(definitionOf(values), 'file')
  const mistakes = [
    ...(parsed.ok ? [] : parsed.problems.map((problem) => mistakeOf(problem, values))),
    ...(values.smtp === undefined ? [NO_BUILT_IN_SENDER] : []),
    ...unsetVariables(values, env),
  ]
  return parsed.ok && mistakes.length === 0
    ? { ok: true, monitor: parsed.monitor }
    : { ok: false, mistakes: inOrder(mistakes) }
}

/** Text about the definition's fields as text about the options that fill them. */
export function inOptionWords(text: string): string {
  const inOptions = BY_FIELD.reduce((words, [field, option]) => words.replaceAll(field, option), text)
  return inOptions.replaceAll(/(?:mailbox|smtp)\.tls: "opportunistic"/g, '--allow-clear')
}

/** Whole seconds as a number; anything else as it stands, for the schema to refuse. */
export function secondsOf(written: string): number | string {
  return /^\d{1,9}$/.test(written) ? Number(written) : written
}

function definitionOf(values: CheckArguments['values']): Record<string, unknown> {
  const { email, mailbox, userid, smtp, from, helo, timeout } = values
  const spacing = values['seconds-between-logins']
  return {
    monitorId: 'check',
    emailAddress: email,
    mailbox: {
      server: mailbox,
      userid,
      password: reference(values['password-env']),
      ...(spacing !== undefined && { secondsBetweenLogins: secondsOf(spacing) }),
    },
    smtp: {
      server: smtp ?? ANY_SERVER,
      from,
      ...(helo !== undefined && { heloName: helo }),
      userid: values['smtp-userid'],
      password: reference(values['smtp-password-env']),
    },
    ...(timeout !== undefined && { timeoutSeconds: secondsOf(timeout) }),
  }
}

function reference(variable: string | undefined): string | undefined {
  return variable === undefined ? undefined : `env:${variable}`
}

function mistakeOf({ path, message }: Problem, values: CheckArguments['values']): string {
  const option = OPTIONS.find((one) => DESCRIBING[one] === path)
  if (option === undefined) return path === '' ? message : `${path}: ${message}`
  return `--${option}: ${passwordMistake(option, values) ?? inOptionWords(message)}`
}

/** The schema speaks of references, which options have not; what stands here may be the password itself. */
function passwordMistake(option: DescribingOption, values: CheckArguments['values']): string | undefined {
  if (option !== 'password-env' && option !== 'smtp-password-env') return undefined
  const whose = option === 'password-env' ? 'mailbox password' : 'password of --smtp-userid'
  const got = values[option] === undefined ? 'nothing' : 'something else (not shown)'
  return `expected the NAME of the environment variable that holds the ${whose}, got ${got}`
}

function unsetVariables(
  values: CheckArguments['values'],
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  return (['password-env', 'smtp-password-env'] as const).flatMap((option) => {
    const name = values[option]
    if (name === undefined || !/^[A-Za-z_]\w{0,127}$/.test(name) || env[name]) return []
    // What is not in capitals may be the password itself, by mistake.
    const shown = /^[A-Z_][A-Z0-9_]*$/.test(name) ? ` ${name}` : ''
    return [
      `--${option}: the environment variable${shown} is not set; this option takes the name of one, not the password`,
    ]
  })
}

/** The order in which the usage lists the options. */
function inOrder(mistakes: readonly string[]): string[] {
  const rank = (mistake: string) => OPTIONS.findIndex((option) => mistake.startsWith(`--${option}:`))
  return [...mistakes].sort((a, b) => rank(a) - rank(b))
}
