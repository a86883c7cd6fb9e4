import type { ParsedMonitor, Problem } from '../../../shared/core/definition/monitor.ts'
import { parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import { optionName } from '../../application/parameters.ts'
import type { DescribingFlags } from './check-flags.ts'

/** The options that describe a monitor, each with the field of the definition that it fills. */
export const DESCRIBING = {
  email: 'emailAddress',
  mailbox: 'mailbox.server',
  userid: 'mailbox.userid',
  passwordEnv: 'mailbox.password',
  grantEnv: 'mailbox.grant',
  folder: 'mailbox.folder',
  junk: 'mailbox.junk',
  junkServer: 'mailbox.junkServer',
  smtp: 'smtp.server',
  smtpUserid: 'smtp.userid',
  smtpPasswordEnv: 'smtp.password',
  smtpGrantEnv: 'smtp.grant',
  from: 'smtp.from',
  helo: 'smtp.heloName',
  secondsBetweenLogins: 'mailbox.secondsBetweenLogins',
  timeout: 'timeoutSeconds',
} as const satisfies Record<keyof DescribingFlags, string>

type DescribingOption = keyof DescribingFlags

const OPTIONS = Object.keys(DESCRIBING) as DescribingOption[]

/** Longest field first, so that none is taken for the beginning of another. */
const BY_FIELD = OPTIONS.map((option) => [DESCRIBING[option], `--${optionName(option)}`] as const).sort(
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
  values: DescribingFlags,
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

function definitionOf(values: DescribingFlags): Record<string, unknown> {
  const { email, mailbox, userid, folder, junk, junkServer, smtp, from, helo, timeout } = values
  const spacing = values.secondsBetweenLogins
  return {
    monitorId: 'check',
    emailAddress: email,
    mailbox: {
      server: mailbox,
      userid,
      password: reference(values.passwordEnv),
      grant: reference(values.grantEnv),
      ...(spacing !== undefined && { secondsBetweenLogins: secondsOf(spacing) }),
      folder,
      junk,
      junkServer,
    },
    smtp: {
      server: smtp ?? ANY_SERVER,
      from,
      ...(helo !== undefined && { heloName: helo }),
      userid: values.smtpUserid,
      password: reference(values.smtpPasswordEnv),
      grant: reference(values.smtpGrantEnv),
    },
    ...(timeout !== undefined && { timeoutSeconds: secondsOf(timeout) }),
  }
}

function reference(variable: string | undefined): string | undefined {
  return variable === undefined ? undefined : `env:${variable}`
}

function mistakeOf({ path, message }: Problem, values: DescribingFlags): string {
  const option = OPTIONS.find((one) => DESCRIBING[one] === path)
  if (option === undefined) return path === '' ? message : `${path}: ${message}`
  return `--${optionName(option)}: ${secretMistake(option, values) ?? inOptionWords(message)}`
}

/** The options that take a variable's name, each with what the variable holds and the one to write instead of it. */
const SECRETS = {
  passwordEnv: { holds: 'the mailbox password', or: 'grantEnv' },
  grantEnv: { holds: 'the OAuth2 grant of the mailbox', or: 'passwordEnv' },
  smtpPasswordEnv: { holds: 'the password of --smtp-userid', or: 'smtpGrantEnv' },
  smtpGrantEnv: { holds: 'the OAuth2 grant of --smtp-userid', or: 'smtpPasswordEnv' },
} as const

type SecretOption = keyof typeof SECRETS

const SECRET_OPTIONS = Object.keys(SECRETS) as SecretOption[]

/** The schema speaks of references, which options have not; what stands here may be the password itself. */
function secretMistake(option: DescribingOption, values: DescribingFlags): string | undefined {
  if (!isOfSecret(option)) return undefined
  const { holds, or } = SECRETS[option]
  if (values[option] !== undefined && values[or] !== undefined) return undefined
  const expected = `expected the NAME of the environment variable that holds ${holds}`
  if (values[option] !== undefined) return `${expected}, got something else (not shown)`
  return `${expected}, got nothing; for OAuth2 --${optionName(or)}`
}

function isOfSecret(option: DescribingOption): option is SecretOption {
  return Object.hasOwn(SECRETS, option)
}

function unsetVariables(
  values: DescribingFlags,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  return SECRET_OPTIONS.flatMap((option) => {
    const name = values[option]
    if (name === undefined || !/^[A-Za-z_]\w{0,127}$/.test(name) || env[name]) return []
    // What is not in capitals may be the password itself, by mistake.
    const shown = /^[A-Z_][A-Z0-9_]*$/.test(name) ? ` ${name}` : ''
    return [
      `--${optionName(option)}: the environment variable${shown} is not set; this option takes the name of one, not the ${kindOf(option)}`,
    ]
  })
}

function kindOf(option: SecretOption): string {
  return option === 'grantEnv' || option === 'smtpGrantEnv' ? 'grant' : 'password'
}

/** The order in which the usage lists the options. */
function inOrder(mistakes: readonly string[]): string[] {
  const rank = (mistake: string) =>
    OPTIONS.findIndex((option) => mistake.startsWith(`--${optionName(option)}:`))
  return [...mistakes].sort((a, b) => rank(a) - rank(b))
}
