import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { serverForTest } from '../local/demo-mail/demo-server.ts'
import { fastClock } from '../local/fast-clock.ts'
import { npmStart } from '../local/npm-start.ts'
import { says } from '../cli/says.ts'
import { dataFolder } from '../support/temporary-files.ts'
import { ROOT } from '../support/project.ts'

const PAGE = path.join(ROOT, 'docs/story.md')
const NOON = Date.UTC(2026, 0, 5, 12)
const SHOP = { address: 'shop@example.com', userid: 'shop', password: 'open sesame' }
const COLUMNS = 110

/** A command with what it says, or something that happens meanwhile. */
const STEP = /^```console\n\$ (.*)\n([^]*?)^```$|^<!-- (.*) -->$/gm

/** A line of a diagnostic log: ms since the start, dialogue, and the rest. */
const LOG_LINE = /^ *\d+\.\d {2}(\w+) .*/

/**
 * Without what differs from one run of this test to the next: times, ids, which of two dialogues is faster, and
 * where a line is broken or a cell is cut for the length of a time.
 */
function alike(page: string): string {
  const lines = page.split('\n').map((line) => line.replace(/ {2}(?:\S+ )*\S*…/g, '  CUT'))
  const isOfLog = (line: string) => LOG_LINE.test(line)
  return [...lines.filter((line) => !isOfLog(line)), ...lines.filter(isOfLog).sort(byDialogue)]
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/\d+(?:\.\d+)? (?=smtp |mailbox |run )/g, 'MS ')
    .replace(/Message-ID: <\S+/g, 'Message-ID')
    .replace(/just now/g, '0 s ago')
    .replace(/\d+(?:\.\d+)? m?s\b|\b1 min\b/g, 'SPAN')
    .replace(/ for SPAN\./g, '.')
    .replace(/\d\d:\d\d:\d\d/g, 'TIME')
    .replace(/\b[0-9a-f]{12,20}\b/g, 'ID')
    .replace(/The slowest is \w+/g, 'The slowest is ONE')
}

/** Each dialogue by itself keeps its order. */
function byDialogue(one: string, other: string): number {
  const [a = '', b = ''] = [one, other].map((line) => LOG_LINE.exec(line)?.[1])
  return a < b ? -1 : Number(a > b)
}

async function world() {
  const server = await serverForTest({ accounts: [SHOP] })
  const data = await dataFolder()
  const clock = fastClock(NOON, 1)
  const started = npmStart(['--data', data], { env: { ROUNDTRIP_SECRET_SHOP: SHOP.password }, clock })
  await started.idle(1)
  const ports = [
    ['127.0.0.1:2525', `127.0.0.1:${server.smtpPort}`],
    ['127.0.0.1:1100', `127.0.0.1:${server.pop3Port}`],
  ] as const
  let idles = 1
  return {
    /** What happens beside the commands. */
    async event(what: string) {
      if (what === 'the server rejects the recipient') {
        server.faults.rejectRecipient({ code: 550, text: '5.1.1 No such user here' }, { times: Infinity })
      } else if (what === 'the server takes the recipient') server.faults.clear()
      else {
        // The demo runs with its minute, the other at its own place in it.
        const before = (started.said.out.match(/ shop {2}/g) ?? []).length
        while ((started.said.out.match(/ shop {2}/g) ?? []).length === before) {
          clock.skip()
          idles += 1
          await started.idle(idles)
        }
      }
    },
    async says(command: string) {
      const real = ports.reduce((text, [shown, port]) => text.replaceAll(shown, port), command)
      const line = [...real.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')
      const env = { ROUNDTRIP_TARGET: `local:${data}` }
      const { out, err } = await says(line.slice(1), { clock, env, machineZone: () => 'UTC' }, COLUMNS)
      return ports
        .reduce((text, [shown, port]) => text.replaceAll(port, shown), `${out}${err}`)
        .replaceAll(data, '.data')
    },
  }
}

test('docs/story.md is what the commands say; `vitest --update` writes it anew', async () => {
  const page = readFileSync(PAGE, 'utf8')
  const { event, says: say } = await world()
  let told = ''
  let at = 0
  for (const { 0: step, 1: command, 3: what, index } of page.matchAll(STEP)) {
    told += page.slice(at, index)
    at = index + step.length
    if (what !== undefined) await event(what)
    told += command?.startsWith('roundtrip ')
      ? `\`\`\`console\n$ ${command}\n${await say(command)}\`\`\``
      : step
  }
  told += page.slice(at)
  // All of it is of one run, so that its figures agree with each other.
  await expect(alike(told) === alike(page) ? page : told).toMatchFileSnapshot(PAGE)
})
