import { alarm } from '../../../shared/app/concurrency/timing.ts'
import { withoutQuotes } from '../../../shared/app/monitors/stored-secrets.ts'
import type { LoginOptions, LoginOutcome, UserLogins } from '../../../shared/app/ports/user-logins.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { grantSummary, hostsOfProvider } from '../../../shared/core/grant/grant-summary.ts'
import { type LoginClient, loginText } from '../../../shared/core/grant/login-client.ts'
import { parseGrant } from '../../../shared/core/grant/parse-grant.ts'
import { isLikelySecretId } from '../../../shared/core/grant/secret-id.ts'
import { secretsOfGrant } from '../../../shared/core/grant/secret-text.ts'
import { tameLine } from '../../../shared/core/redaction/tame.ts'
import { MINUTE, type Millis } from '../../../shared/core/time/units.ts'
import { utcTime } from '../../../shared/core/wording/words/figures.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { placeOfSecret } from '../../opened/stored-secret.ts'
import type { Surroundings } from '../../surroundings.ts'
import { Interrupted } from '../../terminal/interrupted.ts'
import { hostsFor, problemOf, readersOf } from '../secrets/hosts-for.ts'
import { type SecretToSet, type SetFlags, secretToSet } from '../secrets/secret-to-set.ts'
import { renewalHint } from '../secrets/renewal-hint.ts'
import type { ClientFlags } from './client-flags.ts'
import { loginClientOf } from './login-client-of.ts'

/** A browser whose user has left is not waited for longer. */
const PATIENCE: Millis = 15 * MINUTE

const SECRET_ID =
  'The client secret has the form of a Secret ID: Microsoft wants the Value that stands beside it; if it was copied from the wrong column, press Ctrl-C and begin again'

export type LoginFlags = ClientFlags & Omit<SetFlags, 'anyHost'>

/**
 * `oauth login NAME`: a user logs in, and the login is stored as a grant. Where it is stored, and for which hosts, is
 * settled before, so that no login is made in vain. Nothing that is printed or thrown holds a secret.
 */
export async function login(surroundings: Surroundings, flags: LoginFlags, name: string): Promise<number> {
  const client = loginClientOf(flags)
  const secret = await secretToSet(name, { ...flags, anyHost: false }, surroundings)
  try {
    return await loggedIn(secret, client, flags, surroundings)
  } catch (error) {
    if (error instanceof UsageError || error instanceof Interrupted) throw error
    throw new CannotDo(problemOf(error, secret, surroundings), { cause: error })
  }
}

async function loggedIn(
  secret: SecretToSet,
  app: LoginClient,
  flags: LoginFlags,
  surroundings: Surroundings,
): Promise<number> {
  const { out } = surroundings
  const { fullNameOf, writer } = await placeOfSecret(secret, surroundings)
  const readers = await readersOf(secret, surroundings)
  const client = await withSecret(app, flags, surroundings)
  const ofProvider = hostsOfProvider({ kind: 'refresh-token', ...client, refreshToken: '' })
  const hosts = await hostsFor(secret, { kind: 'grant', ofProvider }, readers, surroundings)
  if (!hosts) throw new Error('a grant is stored with its hosts')

  const outcome = await made(client, flags.device, surroundings)
  if (outcome === 'stopped') return 130
  if (outcome.kind === 'refused') throw new CannotDo(`${refusalWords(client, outcome)}; nothing was changed`)
  const value = loginText(outcome.grant)
  // What cannot be read back would be found out by the first run.
  if (!parseGrant(value).ok)
    throw new CannotDo('the answer holds a token that cannot be stored; nothing was changed')
  const text = storedSecretText({ hosts, value })
  const where = await withoutQuotes([value, text, ...secretsOfGrant(outcome.grant)], () =>
    writer.write(fullNameOf('grant'), text),
  )
  const summary = grantSummary(outcome.grant)
  out.write(`${secret.name} is set: ${where}, for ${hosts.join(', ')} alone, an OAuth2 grant (${summary})\n`)
  out.write(`${renewalHint(secret)}\n`)
  return 0
}

/** The client secret, where there is one. */
async function withSecret(
  client: LoginClient,
  { clientSecret }: ClientFlags,
  { readSecret, err }: Pick<Surroundings, 'readSecret' | 'err'>,
): Promise<LoginClient> {
  if (client.provider !== 'google' && !clientSecret) return client
  const typed = (await readSecret('Client secret of the app (not shown): ')).trim()
  if (typed === '') throw new UsageError('no client secret was given: nothing was changed')
  if (!/^[\x21-\x7E]{1,1024}$/.test(typed))
    throw new UsageError(
      'the client secret is expected as one word, as Google\'s begins with "GOCSPX-", and not a file: nothing was changed',
    )
  const withIt = { ...client, clientSecret: typed }
  if (isLikelySecretId({ kind: 'refresh-token', ...withIt, refreshToken: '' })) err.write(`${SECRET_ID}\n`)
  return withIt
}

type Login = Pick<Surroundings, 'err' | 'clock' | 'stopped' | 'userLogins' | 'authorities'>

async function made(
  client: LoginClient,
  byDevice: boolean,
  { err, clock, stopped, userLogins, authorities }: Login,
): Promise<LoginOutcome | 'stopped'> {
  const logins = await userLogins()
  const ca = await authorities()
  const stop = new AbortController()
  void stopped().then(() => stop.abort())
  const patience = alarm(clock, PATIENCE, new Error('nobody logged in'))
  const signal = AbortSignal.any([stop.signal, patience.signal])
  const say = (text: string) => err.write(`${text}\n`)
  const waiting = { client, clock, signal, ca }
  const login = byDevice ? inDevice(logins, waiting, say) : inBrowser(logins, waiting, say)
  const outcome = await login.finally(patience.disarm)
  return outcome.kind === 'refused' && stop.signal.aborted ? 'stopped' : outcome
}

type Say = (text: string) => void

function inBrowser(logins: UserLogins, waiting: LoginOptions, say: Say): Promise<LoginOutcome> {
  return logins.loginByBrowser({
    ...waiting,
    open: (url) =>
      say(
        `Open this address in a browser on this machine, and log in as the user of the mailbox:\n\n${url}\n\nWaiting for the browser; Ctrl-C ends it.`,
      ),
  })
}

function inDevice(logins: UserLogins, waiting: LoginOptions, say: Say): Promise<LoginOutcome> {
  return logins.loginByDevice({
    ...waiting,
    show: ({ verificationUri, userCode, expiresAt }) =>
      say(
        `Open ${tameLine(verificationUri)} in a browser on any machine, enter the code ${tameLine(userCode)}, and log in as the user of the mailbox.\nThe code is valid until ${utcTime(expiresAt)}. Waiting; Ctrl-C ends it.`,
      ),
  })
}

function refusalWords(
  { provider, tokenEndpoint }: LoginClient,
  { detail }: LoginOutcome & { kind: 'refused' },
): string {
  return `no login at ${new URL(tokenEndpoint).host}: ${detail} (${ADVICE[provider]})`
}

/** Where each of its usual causes is mended. */
const ADVICE = {
  google: 'docs/google.md, "A user\'s login", shows what the app needs',
  microsoft: 'docs/microsoft-365.md, "Outlook.com, or no administrator", shows what the app needs',
  other: 'check the client ID, the client secret, the endpoints and the scope with the provider',
} as const
