import { describe, expect, test } from 'vitest'

import { fileOf } from '../../../support/temporary-files.ts'
import { roundtrip } from '../../roundtrip-process.ts'
import { validateSays } from '../../says.ts'

const GOOD = `{
  "monitorId": "shop",
  "emailAddress": "probe@example.com",
  "mailbox": {
    "server": "pop3s://pop.example.com",
    "userid": "probe",
    "password": "env:POP_PASSWORD"
  }
}`

const YAML = `monitorId: shop
emailAddress: probe@example.com
mailbox: {server: pop3s://pop.example.com, userid: probe, password: env:POP_PASSWORD}`

const CSV = `monitorId,emailAddress,mailbox.server,mailbox.userid,mailbox.password
shop,probe@example.com,pop3s://pop.example.com,probe,env:POP_PASSWORD`

test.each([
  ['a list', 'mine.json', `[${GOOD}, ${GOOD.replace('shop', 'blog')}]`, '2 monitors'],
  ['one monitor', 'mine.json', `\uFEFF${GOOD}`, '1 monitor'],
  ['YAML', 'mine.yaml', YAML, '1 monitor'],
  ['a list in YAML', 'mine.yml', `- ${YAML.replaceAll('\n', '\n  ')}`, '1 monitor'],
  ['CSV', 'mine.csv', CSV, '1 monitor'],
  ['a module', 'mine.ts', `export const monitors: readonly object[] = [${GOOD}]`, '1 monitor'],
])('%s without mistakes is exit code 0', async (_what, name, text, count) => {
  const file = await fileOf(name, text)
  const { code, out, err } = await validateSays([file])
  expect({ code, out, err }).toEqual({ code: 0, out: `${file}: ${count}, no mistakes\n`, err: '' })
})

test('all mistakes are told with their lines, in the order of the file, and no password among them', async () => {
  const broken = GOOD.replace('"probe"', '"a", "userid": "b"')
    .replace('env:POP_PASSWORD', 'hunter2')
    .replace('@', ' at ')
    .replace('"monitorId"', '"tiemoutSeconds": 3,\n  "monitorId"')
  const file = await fileOf('mine.json', `[${GOOD},\n${broken}]`)
  const { code, out, err } = await roundtrip(['validate', file]).ended()
  expect({ code, err }).toEqual({ code: 2, err: '' })
  const lines = out.trimEnd().split('\n')
  expect(lines.at(-1)).toBe(`${file}: 2 monitors, 5 mistakes`)
  expect(lines.slice(0, -1).map((line) => line.slice(file.length).split(': ').slice(0, 2).join(' '))).toEqual(
    [
      ':11 monitors[1].tiemoutSeconds',
      ':12 monitors[1].monitorId',
      ':13 monitors[1].emailAddress',
      ':16 monitors[1].mailbox.userid',
      ':17 monitors[1].mailbox.password',
    ],
  )
  expect(out).not.toContain('hunter2')
})

test('mistakes in YAML have their lines, and so has a field that stands there twice', async () => {
  const file = await fileOf(
    'mine.yaml',
    `- ${YAML.replaceAll('\n', '\n  ')}\n- ${YAML.replace('\nemail', '\n  monitorId: blog\n  timeoutSeconds: no\n  email').replace('\nmailbox', '\n  mailbox')}`,
  )
  const { code, out } = await validateSays([file])
  expect(code).toBe(2)
  expect(out.split('\n')).toEqual([
    `${file}:5: monitors[1].monitorId: appears twice here; only the last one counts`,
    `${file}:6: monitors[1].timeoutSeconds: expected a whole number of seconds from 5 to 300, got "no"`,
    `${file}: 2 monitors, 2 mistakes`,
    '',
  ])
})

test('a mistake in CSV has the line of its monitor', async () => {
  const file = await fileOf(
    'mine.csv',
    `${CSV}\n\nblog,probe,pop3s://pop.example.com,probe,env:POP_PASSWORD\n`,
  )
  const { code, out } = await validateSays([file])
  expect(code).toBe(2)
  expect(out).toContain(`${file}:4: monitors[1].emailAddress: expected an address`)
})

test('mistakes in a module have lines where they can be found', async () => {
  const computed = "const more = ['x'].map((id) => ({ monitorId: id }))"
  const file = await fileOf(
    'mine.ts',
    `${computed}\nexport const monitors = [\n${GOOD.replace('pop3s', 'nntp')},\n...more]`,
  )
  const { code, out } = await validateSays([file])
  expect(code).toBe(2)
  expect(out.split('\n')).toEqual([
    expect.stringMatching(/mine\.ts:7: monitors\[0\]\.mailbox\.server: .*got "nntp:\/\/pop\.example\.com"$/),
    expect.stringMatching(/mine\.ts: monitors\[1\]\.emailAddress: /),
    expect.stringMatching(/mine\.ts: monitors\[1\]\.mailbox: /),
    `${file}: 2 monitors, 3 mistakes`,
    '',
  ])
})

test('mistakes in a list of policies, and in nested thresholds, have their own lines in every format', async () => {
  const fields = `alerts: [
    { onSlow: 2 },
    { afterFailures: 3, topic: 'oncall',
      repeatMinutes: '60' },
  ],
  slow: {
    roundTrip: 30,
    smtp: {
      connect: 0,
      data: 1,
    },
    transits: 1,
  }`
  const asJson = JSON.stringify(
    {
      ...(JSON.parse(GOOD) as object),
      alerts: [{ onSlow: 2 }, { afterFailures: 3, topic: 'oncall', repeatMinutes: '60' }],
      slow: { roundTrip: 30, smtp: { connect: 0, data: 1 }, transits: 1 },
    },
    undefined,
    1,
  )
  const asYaml = `${YAML}
alerts:
  - onSlow: 2
  - afterFailures: 3
    topic: oncall
    repeatMinutes: "60"
slow:
  roundTrip: 30
  smtp:
    connect: 0
    data: 1
  transits: 1
`
  const texts = {
    'mine.ts': `export const monitors = [${GOOD.replace(/\n}$/, `,\n  ${fields} }`)}]\n`,
    'mine.json': asJson,
    'mine.yaml': asYaml,
  }
  for (const [name, text] of Object.entries(texts)) {
    const line = (what: string) => text.split('\n').findIndex((one) => one.includes(what)) + 1
    const file = await fileOf(name, text)
    const { code, out } = await validateSays([file], { oncall: {} })
    expect(code, name).toBe(2)
    const at = name === 'mine.ts' ? 'monitors[0].' : ''
    expect(
      out.split('\n').map((one) =>
        one
          .slice(file.length + 1)
          .split(': ')
          .slice(0, 2),
      ),
    ).toEqual([
      [String(line('repeatMinutes')), `${at}alerts[1].repeatMinutes`],
      [String(line('connect')), `${at}slow.smtp.connect`],
      [String(line('data')), `${at}slow.smtp.data`],
      [String(line('transits')), `${at}slow.transits`],
      [' 1 monitor, 4 mistakes'],
      [''],
    ])
  }
})

test('a policy that waits for slow runs in vain is told at its line', async () => {
  const file = await fileOf('mine.yaml', `${YAML}\nalerts:\n  - {}\n  - topic: oncall\n    onSlow: 2\n`)
  const { code, out } = await validateSays([file])
  expect(code).toBe(2)
  expect(out).toContain(`${file}:7: alerts[1].onSlow: no run is slow without thresholds; set slow`)
})

describe('topics of the settings', () => {
  const topics = { alerts: { email: ['ops@example.com', 'ops@example.org'] } }

  test('that tell by email what happens to that mail are warned of, and the exit code stays', async () => {
    const file = await fileOf('mine.yaml', YAML)
    const { code, out, err } = await validateSays([file], topics)
    expect({ code, out }).toEqual({ code: 0, out: `${file}: 1 monitor, no mistakes\n` })
    expect(err).toBe(
      `${file}: warning: Topic alerts sends email to ops@example.com, and monitor shop tests that domain: ` +
        'when its mail fails, the alert may not arrive. Add a subscriber by SMS, HTTPS or an address in another domain\n',
    )
  })

  test.each([undefined, null, 'x', { alerts: null }, { alerts: { email: [1] } }])(
    'that are none, %j, are no matter',
    async (odd) => {
      const file = await fileOf('mine.yaml', YAML)
      expect(await validateSays([file], odd)).toMatchObject({ code: 0, err: '' })
    },
  )

  test('are all that there are, on one machine too', async () => {
    const file = await fileOf('mine.yaml', `${YAML}\nalerts: [{topic: onkall}]`)
    expect(await validateSays([file], { oncall: {} })).toMatchObject({
      code: 2,
      out: expect.stringContaining('got "onkall"; did you mean oncall?') as string,
    })
  })
})

test("the stack's own file is held to the rules of the stack", async () => {
  const { code, out } = await validateSays(['cdk/monitors.ts'])
  expect(code).toBe(0)
  expect(out).toMatch(/^cdk\/monitors\.ts: \d+ monitors?, no mistakes\n$/)
})

test.each([
  ['no JSON', 'mine.json', '[{\n"password": hunter2 }]', ':2: not JSON: expected a value'],
  [
    'a module that fails',
    'mine.mjs',
    'throw new Error("first line\\nsecond line")',
    ':1: cannot be loaded: first line',
  ],
  [
    'a module with nothing in it',
    'mine.ts',
    'export const other = 1',
    ': does not export a list called monitors',
  ],
  [
    'no YAML',
    'mine.yaml',
    'a: 1\npassword: @hunter2',
    ':2: not YAML: put text that begins with this character in quotes',
  ],
  [
    'no CSV',
    'mine.csv',
    'a,b\n1,x"hunter2',
    ':2: not CSV: a quote is missing, or occurs in a cell that does not begin with one',
  ],
  ['anything else', 'mine.txt', '', ': not a .yaml, .json, .csv, .ts or .js file'],
])('%s is one sentence and exit code 2', async (_what, name, text, sentence) => {
  const file = await fileOf(name, text)
  const { code, out, err } = await validateSays([file])
  expect({ code, out, err }).toEqual({ code: 2, out: '', err: `${file}${sentence}\n` })
})

test.each([
  [[], 'expected FILE (a file of monitors; - is standard input, as YAML)'],
  [['--all'], 'there is no option --all'],
])('%j is not understood', async (args, mistake) => {
  const err = `roundtrip validate: ${mistake} (roundtrip validate --help)\n`
  expect(await validateSays(args)).toEqual({ code: 2, out: '', err })
})
