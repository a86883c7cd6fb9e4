import { expect, test } from 'vitest'

import { CannotStart } from '../../local/cannot-start.ts'
import { headerFacts } from '../../local/console/header.ts'
import { ownMonitors } from '../../local/own-monitors.ts'
import { fileOf } from '../support/temporary-files.ts'

const SHOP = {
  monitorId: 'shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'env:SHOP' },
  smtp: { server: 'smtp://smtp.example.com' },
}

const monitorsFile = (monitors: unknown) => fileOf('mine.json', JSON.stringify(monitors))

const YAML = `- monitorId: shop
  emailAddress: probe@example.com
  mailbox: { server: pop3s://pop.example.com, userid: probe, password: env:SHOP }
  smtp: { server: smtp://smtp.example.com }
`

const CSV = `monitorId,emailAddress,mailbox.server,mailbox.userid,mailbox.password,smtp.server
shop,probe@example.com,pop3s://pop.example.com,probe,env:SHOP,smtp://smtp.example.com
`

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

test.each([
  ['mine.json', JSON.stringify([SHOP])],
  ['mine.json', `\uFEFF${JSON.stringify(SHOP)}`],
  ['mine.yaml', YAML],
  ['mine.yml', YAML.replace('- ', '  ')],
  ['mine.csv', CSV],
  ['mine.mjs', `export const monitors = [${JSON.stringify(SHOP)}]`],
  ['mine.ts', `export const monitors: readonly object[] = [${JSON.stringify(SHOP)}]`],
])('%s is read as it was written', async (name, text) => {
  const own = await ownMonitors({ break: false, monitorsFile: await fileOf(name, text) })
  expect(own.definitions).toEqual([SHOP])
  expect(own.monitors).toMatchObject([{ monitorId: 'shop' }])
})

test.each([
  ['mine.json', '[]', ':1: expected at least one monitor in the list, got an empty list'],
  [
    'mine.csv',
    CSV.split('\n')[0] ?? '',
    ':1: expected a line for each monitor below the names of the columns',
  ],
  ['mine.ts', 'export const monitors = []', ': expected at least one monitor in the list called monitors'],
])('%s that holds none is refused in one line', async (name, text, message) => {
  const path = await fileOf(name, text)
  const said = String(await refusal(ownMonitors({ break: false, monitorsFile: path })))
  expect(said.slice(path.length)).toMatch(message)
  expect(said).not.toContain('\n')
})

test.each([
  ['mine.json', `[\n${JSON.stringify({ ...SHOP, timeoutSeconds: 1 })}]`, ':2: monitors[0].timeoutSeconds: '],
  ['mine.yaml', `${YAML}  timeoutSeconds: 1\n`, ':5: monitors[0].timeoutSeconds: '],
  ['mine.yaml', `${YAML}  monitorId: blog\n`, ':5: monitors[0].monitorId: appears twice here; '],
  ['mine.csv', CSV.replace('probe@', 'probe at '), ':2: monitors[0].emailAddress: '],
  ['mine.ts', `export const monitors = [\n{ monitorId: 'shop',\ncolour: 1 }]`, ':3: monitors[0].colour: '],
])('a mistake in %s has its line: %j', async (name, text, mistake) => {
  const path = await fileOf(name, text)
  const [first, ...lines] = String(await refusal(ownMonitors({ break: false, monitorsFile: path }))).split(
    '\n',
  )
  expect(first).toBe(`${path} has mistakes:`)
  expect(lines).toContainEqual(expect.stringContaining(`${path}${mistake}`))
})

test.each([
  ['mine.json', '[{ "password": hunter2', ':1: not JSON: expected a value'],
  ['mine.yaml', 'a: 1\nb: @hunter2', ':2: not YAML: put text that begins with this character in quotes'],
  ['mine.mjs', 'export const others = []', ': does not export a list called monitors'],
  ['mine.mjs', 'throw new Error("first line\\nsecond line")', ':1: cannot be loaded: first line'],
  ['mine.txt', '', ': not a .yaml, .json, .csv, .ts or .js file'],
])('%s holding %j is one clear sentence', async (name, text, sentence) => {
  const path = await fileOf(name, text)
  expect(await refusal(ownMonitors({ break: false, monitorsFile: path }))).toBe(`${path}${sentence}`)
})

test.each(['nowhere.json', 'nowhere.mjs'])(
  'a file that is not there is one clear sentence: %s',
  async (monitorsFile) => {
    expect(await refusal(ownMonitors({ break: false, monitorsFile }))).toBe(
      `${monitorsFile}: cannot be read: there is no such file`,
    )
  },
)

test('--break needs the demo monitor, which own monitors displace', async () => {
  const path = await monitorsFile([SHOP])
  expect(await refusal(ownMonitors({ break: true, monitorsFile: path }))).toMatch(
    /--break breaks the demo monitor/,
  )
})

const SENDER = { tls: { mode: 'required', verify: true } } as const

test('the header warns of those that the demo server would have to send for, and of no others', async () => {
  const path = await monitorsFile([SHOP, { ...SHOP, monitorId: 'bare', smtp: undefined }])
  const options = { break: false, dataDir: '.data', monitorsFile: path, store: '', alerts: [] }
  const { monitors } = await ownMonitors(options)
  const facts = Object.fromEntries(headerFacts(options, monitors, { smtpPort: 1, pop3Port: 2 }, ''))
  expect(facts.attention).toMatch(/^bare: no smtp\.server .* delivers only to demo@/)
  expect(facts.monitors).toBe(`2 from ${path}: shop, bare`)
  const sender = { ...SENDER, server: { scheme: 'smtp', host: 'relay.example.com', port: 587 } } as const
  const named = Object.fromEntries(
    headerFacts({ ...options, sender }, monitors, { smtpPort: 1, pop3Port: 2 }, ''),
  )
  expect(named).not.toHaveProperty('attention')
  expect(named.sender).toBe('smtp://relay.example.com:587 (localSender) sends for monitors without smtp')
})
