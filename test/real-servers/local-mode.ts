import dns from 'node:dns/promises'
import { syncBuiltinESMExports } from 'node:module'

import { HOST } from './servers.ts'

/** Where this machine's time is `speed` times as fast since then, for all processes of a test alike. */
interface Plan {
  since: number
  speed: number
  settings: unknown
}

// As a line in /etc/hosts would.
const { lookup } = dns
const here = { address: '127.0.0.1', family: 4 }
dns.lookup = ((host: string, options: object) =>
  host === HOST ? Promise.resolve([here]) : lookup(host, options)) as typeof lookup
syncBuiltinESMExports()

const { localMode } = await import('../../local/local-mode.ts')
const { fastClock } = await import('../local/fast-clock.ts')

const [plan = '', ...args] = process.argv.slice(2)
const { since, speed, settings } = JSON.parse(plan) as Plan
await localMode(args, {
  screen: { write: (text) => void process.stdout.write(text), isTerminal: false },
  complain: (text) => void process.stderr.write(text),
  env: process.env,
  clock: fastClock(since + (Date.now() - since) * speed, speed),
  settings: () => Promise.resolve(settings),
  signals: { first: new Promise((stop) => process.once('SIGTERM', stop)), forget: () => undefined },
})
process.exit()
