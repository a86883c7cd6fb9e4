import { expect, onTestFinished, vi } from 'vitest'

import { authoritiesOf } from '../../cli/opened/logins/authorities.ts'
import { checkTokens } from '../../cli/opened/logins/check-tokens.ts'
import { localSecretsOf } from '../../cli/opened/logins/local-secrets.ts'
import { open } from '../../cli/opened/open.ts'
import { secretWriter } from '../../cli/opened/secret-writer.ts'
import { storedList } from '../../cli/opened/stored-list.ts'
import { storedSecrets } from '../../cli/opened/stored-secrets.ts'
import { roundtrip } from '../../cli/roundtrip.ts'
import type { Surroundings } from '../../cli/surroundings.ts'
import { mailServers } from '../../shared/adapters/mail/mail-servers.ts'
import { environmentSecrets } from '../../shared/adapters/secrets/environment-secrets.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { surroundings } from './surroundings.ts'

/** `npx roundtrip` within this process, with this environment and no other: what it says, and how it ends. */
export function running(args: readonly string[], change: Partial<Surroundings> = {}, columns?: number) {
  const { env = {}, clock = systemClock, settings = () => Promise.resolve({}) } = change
  const authorities = () => authoritiesOf(settings)
  stubAwsEnvironment(env)
  const { said, surroundings: made } = surroundings({
    authorities,
    secrets: () => Promise.resolve(environmentSecrets(env)),
    tokens: (grants, ca) => Promise.resolve(checkTokens(grants, ca, clock)),
    userLogins: () => import('../../shared/adapters/oauth/user-login.ts'),
    mail: (ca) => Promise.resolve(mailServers({ clock, ...(ca.length > 0 && { ca }) })),
    open: (target, need) => open(target, need, { clock, authorities }),
    secretWriter,
    storedSecrets,
    storedList,
    localSecrets: (folder) => localSecretsOf(folder, { env, clock, authorities }),
    ...change,
  })
  if (columns !== undefined) Object.assign(made.out, { isTerminal: true, columns })
  const exit = roundtrip(args, made)
  return {
    said,
    hears: (words: RegExp) =>
      vi.waitFor(() => expect(said.out).toMatch(words), { timeout: 45_000, interval: 10 }),
    /** Waits for the end. */
    ended: async () => ({ code: await exit, ...said }),
  }
}

/** `columns`: to a person at a terminal as wide as that. */
export function says(args: readonly string[], change: Partial<Surroundings> = {}, columns?: number) {
  return running(args, change, columns).ended()
}

/**
 * The mistakes that a line was refused for, without the command's name and its help; with exit code 2, and
 * nothing else said.
 */
export async function mistakesIn(
  ended: Promise<{ code: number; out: string; err: string }>,
): Promise<string> {
  const { code, out, err } = await ended
  expect({ code, out }).toEqual({ code: 2, out: '' })
  return err
    .replace(/^roundtrip[ a-z]*: (?:\d+ mistakes )?/, '')
    .replace(/ ?\(roundtrip[ a-z]* --help\)/, '')
    .trim()
}

/** The SDK reads these variables and no others of this environment, until the test ends. */
function stubAwsEnvironment(env: Surroundings['env']): void {
  onTestFinished(() => void vi.unstubAllEnvs())
  for (const name of new Set([...Object.keys(process.env), ...Object.keys(env)])) {
    if (name.startsWith('AWS_')) vi.stubEnv(name, env[name])
  }
}

/** `validate` beside settings with these topics. */
export function validateSays(args: readonly string[], topics: unknown = {}) {
  return says(['validate', ...args], { settings: () => Promise.resolve({ topics }) })
}

/** `check` with a command line that it does not get beyond: there are no servers here, and no passwords. */
export function refusedCheckSays(...args: readonly string[]) {
  const never = () => {
    throw new Error('a check was begun')
  }
  return says(['check', ...args], { ids: { token: never }, mail: never })
}
