import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { CannotStart } from '../../local/cannot-start.ts'
import { headerFacts } from '../../local/console/header.ts'
import { ownMonitors } from '../../local/own-monitors.ts'

const SHOP = {
  monitorId: 'shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'env:SHOP' },
  smtp: { server: 'smtp://smtp.example.com' },
}

async function monitorsFile(monitors: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'roundtrip-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'mine.json')
  await writeFile(path, JSON.stringify(monitors))
  return path
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof CannotStart ? error.message : error),
  )

test('the stack file is the default, and it is empty at first', async () => {
  expect(await ownMonitors({ break: true })).toEqual({ definitions: [], monitors: [] })
})

test('every mistake is told on a line of its own', async () => {
  const path = await monitorsFile([SHOP, { ...SHOP, emailAddress: 'x', timeoutSeconds: 1 }])
  const lines = String(await refusal(ownMonitors({ break: false, monitorsFile: path }))).split('\n')
  expect(lines[0]).toBe(`${path} has mistakes:`)
  expect(lines.slice(1).sort()).toEqual([
    expect.stringContaining('monitors[1].emailAddress: '),
    expect.stringContaining('monitors[1].monitorId: '),
    expect.stringContaining('monitors[1].timeoutSeconds: '),
  ])
})

test('--break needs the demo monitor, which own monitors displace', async () => {
  const path = await monitorsFile([SHOP])
  expect(await refusal(ownMonitors({ break: true, monitorsFile: path }))).toMatch(
    /--break breaks the demo monitor/,
  )
})

test('the header warns of those that the demo server would have to send for, and of no others', async () => {
  const path = await monitorsFile([SHOP, { ...SHOP, monitorId: 'bare', smtp: undefined }])
  const options = { break: false, dataDir: '.data', monitorsFile: path }
  const { monitors } = await ownMonitors(options)
  const facts = Object.fromEntries(headerFacts(options, monitors, { smtpPort: 1, pop3Port: 2 }))
  expect(facts.attention).toMatch(/^bare: no smtp\.server .* delivers only to demo@/)
  expect(facts.monitors).toBe(`2 from ${path}: shop, bare`)
})
