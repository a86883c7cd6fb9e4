import { isatty } from 'node:tty'
import { text } from 'node:stream/consumers'
import { inspect } from 'node:util'

import { mailServers } from '../shared/adapters/mail/mail-servers.ts'
import { randomIds } from '../shared/adapters/random-ids.ts'
import { environmentSecrets } from '../shared/adapters/secrets/environment-secrets.ts'
import { stopSignals } from '../shared/adapters/stop-signals.ts'
import { systemClock } from '../shared/adapters/system-clock.ts'
import { tameLines } from '../shared/core/redaction/tame.ts'
import { SECOND } from '../shared/core/time/units.ts'
import { open } from './opened/open.ts'
import { secretWriter } from './opened/secret-writer.ts'
import { storedSecrets } from './opened/stored-secrets.ts'
import { roundtrip } from './roundtrip.ts'
import { askOn } from './terminal/ask.ts'
import { outputTo } from './terminal/process-output.ts'
import { readSecret } from './terminal/read-secret.ts'
import { runEditor } from './terminal/run-editor.ts'

const { argv, env, stdout, stderr } = process
const isTerminal = isatty(0) && stderr.isTTY

try {
  process.exitCode = await roundtrip(argv.slice(2), {
    out: outputTo(stdout, env),
    err: outputTo(stderr, env),
    clock: systemClock,
    ids: randomIds,
    env,
    settings: async () => (await import('../cdk/settings.ts')).settings,
    machineZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    stopped: () => stopSignals(process, systemClock, () => process.exit(130)).first,
    secrets: environmentSecrets(env),
    mail: (ca) => mailServers({ clock: systemClock, ...(ca.length > 0 && { ca }) }),
    open,
    secretWriter,
    storedSecrets,
    readSecret: (question) => readSecret(question, process.stdin, stderr),
    ...(isTerminal && { ask: (question: string) => askOn(question, process.stdin, stderr) }),
    readInput: () => text(process.stdin),
    edit: (file) => runEditor(file, env, isTerminal),
  })
} catch (error) {
  stderr.write(tameLines(`roundtrip: internal error: ${inspect(error)}\n`))
  process.exitCode = 3
}
// All is said; a connection that a broken server holds open must not keep a scheduled job waiting.
setTimeout(() => process.exit(), SECOND).unref()
