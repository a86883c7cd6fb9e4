import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { Readable } from 'node:stream'

import { demoMailServer } from '../../local/demo-mail/demo-mail-server.ts'
import { ROOT } from '../support/project.ts'
import { type Row, shown, spread, table } from './figures.ts'
import type { ProcessCost } from './process-cost.ts'

const PROCESSES = 15

const ACCOUNT = { address: 'probe@example.com', userid: 'probe', password: 'swordfish' }

/** Says on the fourth file of the process what all of it took, when it ends. */
const REPORT = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs'
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    const cpuMs = (user + system) / 1000
    const peakRssOctets = process.resourceUsage().maxRSS * 1024
    writeSync(3, JSON.stringify({ wallMs: performance.now(), cpuMs, peakRssOctets }))
  })`)}`

/** What whole processes of the command take, beside one that does nothing. */
export async function commandLine(): Promise<string> {
  const server = await demoMailServer({ accounts: [ACCOUNT] })
  const command = (...args: string[]) => ['cli/start.js', ...args]
  const check = [
    ...['--email', ACCOUNT.address, '--userid', ACCOUNT.userid, '--password-env', 'POP_PASSWORD'],
    ...['--mailbox', `pop3://127.0.0.1:${server.pop3Port}`, '--smtp', `smtp://127.0.0.1:${server.smtpPort}`],
  ]
  const subjects = {
    'empty process': ['-e', '0'],
    'roundtrip --help': command('--help'),
    'roundtrip help check': command('help', 'check'),
    'roundtrip check, on loopback': command('check', ...check),
  }
  try {
    const costs = new Map<string, ProcessCost[]>()
    // The first of each fills the caches of the system and of compiled code.
    for (let round = -1; round < PROCESSES; round += 1) {
      for (const [name, args] of Object.entries(subjects)) {
        const cost = await costOf(args)
        if (round >= 0) costs.set(name, [...(costs.get(name) ?? []), cost])
      }
    }
    return table(['', 'ms', 'of which CPU, ms', 'at most, MB'], [...costs].map(row))
  } finally {
    await server.close()
  }
}

async function costOf(args: readonly string[]): Promise<ProcessCost> {
  const child = spawn(process.execPath, ['--import', REPORT, ...args], {
    cwd: ROOT,
    env: { POP_PASSWORD: ACCOUNT.password },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  const report = text(child.stdio[3] as Readable)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code ?? 'a signal'}`)
  return JSON.parse(await report) as ProcessCost
}

function row([name, costs]: readonly [string, readonly ProcessCost[]]): Row {
  return [
    name,
    shown(spread(costs.map(({ wallMs }) => wallMs))),
    shown(spread(costs.map(({ cpuMs }) => cpuMs))),
    shown(spread(costs.map(({ peakRssOctets }) => peakRssOctets / 1e6))),
  ]
}
