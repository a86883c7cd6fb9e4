import { isatty } from 'node:tty'

import { randomIds } from '../shared/adapters/random-ids.ts'
import { systemClock } from '../shared/adapters/system-clock.ts'
import { tameLines } from '../shared/core/redaction/tame.ts'
import { SECOND } from '../shared/core/time/units.ts'
import { open } from './opened/open.ts'
import { roundtrip } from './roundtrip.ts'
import type { Surroundings } from './surroundings.ts'
import { outputTo } from './terminal/process-output.ts'

const { argv, env, stdout, stderr } = process
const isTerminal = isatty(0) && stderr.isTTY

/** The least exit code: what was asked for may not have been written. */
let leastCode = 0

/** What takes time to load is loaded by the command that needs it. */
const surroundings: Surroundings = {
  out: outputTo(stdout, env, cannotWrite),
  err: outputTo(stderr, env),
  clock: systemClock,
  ids: randomIds,
  env,
  settings: async () => (await import('../cdk/settings.ts')).settings,
  authorities,
  machineZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
  async stopped() {
    const { stopSignals } = await import('../shared/adapters/stop-signals.ts')
    return stopSignals(process, systemClock, () => process.exit(130)).first
  },
  async secrets() {
    const { environmentSecrets } = await import('../shared/adapters/secrets/environment-secrets.ts')
    return environmentSecrets(env)
  },
  tokens: async (grants, ca) =>
    (await import('./opened/logins/check-tokens.ts')).checkTokens(grants, ca, systemClock),
  userLogins: () => import('../shared/adapters/oauth/user-login.ts'),
  async mail(ca) {
    const { mailServers } = await import('../shared/adapters/mail/mail-servers.ts')
    return mailServers({ clock: systemClock, ...(ca.length > 0 && { ca }) })
  },
  open: (target, need) =>
    open(target, need, {
      authorities,
      localSender: async () =>
        (await import('./opened/logins/local-sender.ts')).localSenderOf(surroundings.settings),
    }),
  secretWriter: async (...which) => (await import('./opened/secret-writer.ts')).secretWriter(...which),
  storedSecrets: async (...which) => (await import('./opened/stored-secrets.ts')).storedSecrets(...which),
  storedList: async (stackName) => (await import('./opened/stored-list.ts')).storedList(stackName),
  localSecrets: async (folder) =>
    (await import('./opened/logins/local-secrets.ts')).localSecretsOf(folder, { env, authorities }),
  async readSecret(question) {
    const { readSecret } = await import('./terminal/read-secret.ts')
    return readSecret(question, process.stdin, stderr)
  },
  ...(isTerminal && { ask }),
  ...(stdout.isTTY && { browse }),
  readInput: async () => (await import('node:stream/consumers')).text(process.stdin),
  edit: async (file) => (await import('./terminal/run-editor.ts')).runEditor(file, env, isTerminal),
}

async function authorities(): Promise<readonly string[]> {
  return (await import('./opened/logins/authorities.ts')).authoritiesOf(surroundings.settings)
}

function cannotWrite({ message }: Error): void {
  stderr.write(tameLines(`roundtrip: the answer could not be written: ${message}\n`))
  process.exitCode = leastCode = 1
}

async function browse(file: string): Promise<boolean> {
  const { runBrowser } = await import('./terminal/run-browser.ts')
  return runBrowser(file, env, systemClock)
}

async function ask(question: string): Promise<string> {
  const { askOn } = await import('./terminal/ask.ts')
  return askOn(question, process.stdin, stderr)
}

try {
  const code = await roundtrip(argv.slice(2), surroundings)
  process.exitCode = code || leastCode
} catch (error) {
  const { inspect } = await import('node:util')
  stderr.write(tameLines(`roundtrip: internal error: ${inspect(error)}\n`))
  process.exitCode = 3
}
// All is said; a connection that a broken server holds open must not keep a scheduled job waiting.
setTimeout(() => process.exit(), SECOND).unref()
