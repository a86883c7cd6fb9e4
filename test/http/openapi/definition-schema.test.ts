import { readFileSync } from 'node:fs'

import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { format, resolveConfig } from 'prettier'
import { describe, expect, test } from 'vitest'

import { parseMonitor, parseMonitors } from '../../../shared/core/definition/parse-monitor.ts'
import { monitorFileSchema } from '../../../shared/http/openapi/definition-schema.ts'
import { ROOT } from '../../support/project.ts'
import { randomCases } from '../../support/thorough.ts'
import { longTest } from '../../support/thorough.ts'

const FILE = `${ROOT}/docs/monitor.schema.json`

const WHOLE = {
  monitorId: 'inbox',
  name: 'Posteingang „Süd“',
  note: 'x',
  enabled: true,
  emailAddress: 'inbox@example.com',
  mailbox: {
    server: 'pop3s://mail.example.com:995',
    userid: 'inbox',
    password: 'ssm:inbox',
    auth: 'password',
    tls: 'required',
    verify: false,
    secondsBetweenLogins: 0,
    junk: 'ok',
    junkServer: 'imaps://mail.example.com',
  },
  smtp: {
    server: '[2001:db8::1]:25',
    from: 'probe@example.com',
    heloName: 'probe.example.com',
    userid: '1',
    password: 'env:PASSWORD',
    tls: 'opportunistic',
    verify: true,
  },
  timeoutSeconds: 60,
  intervalMinutes: 5,
  slow: { roundTrip: 30.5, transit: 1, smtp: { connect: 2 }, mailbox: { auth: 300 } },
  locations: ['home', 'eu-west-1', 'berlin'],
  locationMode: 'rotate',
  locationsPerRun: 2,
  alerts: [
    { onError: true, afterFailures: 2, minLocations: 1, verify: 'off', repeatMinutes: 'never', onSlow: 3 },
    { repeatMinutes: 0, maxAlerts: 1, onRecovery: false, onSlow: false, verify: true, topic: 'oncall' },
    { minLocations: 3, verify: 'elsewhere' },
  ],
  tags: ['a/b', 'x'],
  pausedUntil: '2026-12-01T00:00+01:00',
  maintenance: [
    { start: '22:00', days: ['mon', 'thu'], durationMinutes: 60, zone: 'Europe/Berlin', mode: 'pause' },
    { start: '2026-12-01T22:00', durationMinutes: 1, zone: 'UTC', note: 'Umzug' },
  ],
}

const IMAP = {
  ...WHOLE,
  mailbox: { server: 'imap://mail.example.com', userid: 'inbox', password: 'ssm:inbox', folder: 'INBOX.Süd' },
}

const takes = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(
  monitorFileSchema(),
)

function isTaken(definition: unknown): boolean {
  return parseMonitor(definition, 'file').ok
}

test('the file that editors read is current', async () => {
  const options = { ...(await resolveConfig(FILE)), parser: 'json' }
  await expect(await format(JSON.stringify(monitorFileSchema()), options)).toMatchFileSnapshot(FILE)
})

describe('the schema takes what a definition may be', () => {
  const pages = ['configuration', 'monitors', 'maintenance'].map((page) =>
    readFileSync(`${ROOT}/docs/${page}.md`, 'utf8'),
  )
  const examples = pages.flatMap((page) =>
    [...page.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, text = '']) => JSON.parse(text) as unknown),
  )

  test.each([WHOLE, IMAP])('with every field: %#', (whole) => {
    expect(parseMonitor(whole, 'file')).toMatchObject({ ok: true })
    takes(whole)
    expect(takes.errors ?? []).toEqual([])
  })

  test('and every example of the docs', () => {
    const good = examples.filter((one) => parseMonitors([one].flat(), 'file').ok)
    expect(good.length).toBeGreaterThanOrEqual(4)
    expect(good.filter((one) => !takes(one))).toEqual([])
  })

  test('with every field named, and nothing said of one that may not be there', () => {
    const { $defs } = monitorFileSchema() as unknown as {
      $defs: { monitor: { properties: object; required: string[] } }
    }
    expect(Object.keys($defs.monitor.properties)).toEqual(expect.arrayContaining(Object.keys(WHOLE)))
    expect(Object.keys($defs.monitor.properties)).toHaveLength(Object.keys(WHOLE).length)
    expect($defs.monitor.required).toEqual(['monitorId', 'emailAddress', 'mailbox'])
    expect(JSON.stringify($defs)).not.toContain('{}')
  })
})

longTest('what the schema refuses is a mistake, wherever it stands', () => {
  let refused = 0
  fc.assert(
    fc.property(fc.constantFrom(WHOLE, IMAP).chain(withPlace), anything(), ([whole, place], value) => {
      const definition = withValue(whole, place, value)
      const isRefused = !takes(definition)
      refused += Number(isRefused)
      return !isRefused || !isTaken(definition)
    }),
    { numRuns: randomCases(1500, 200) },
  )
  expect(refused).toBeGreaterThan(100)
})

test.each(placesIn(WHOLE))(
  'a list of nothing in the place of %j is refused by both or by none',
  (...place) => {
    const definition = withValue(WHOLE, place, [[]])
    expect([takes(definition), isTaken(definition)]).toEqual([false, false])
  },
)

type Place = readonly (string | number)[]

function withPlace(whole: object): fc.Arbitrary<readonly [whole: object, place: Place]> {
  return fc.constantFrom(...placesIn(whole)).map((place) => [whole, place] as const)
}

/** Every place within it, also of one more field. */
function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const names = Array.isArray(value) ? value.map((_, index) => index) : [...Object.keys(value), 'more']
  return names.flatMap((name) => [
    [...at, name],
    ...placesIn((value as Record<string | number, unknown>)[name], [...at, name]),
  ])
}

function withValue(whole: unknown, [name, ...rest]: Place, value: unknown): unknown {
  if (name === undefined) return value
  const copy = (Array.isArray(whole) ? [...(whole as unknown[])] : { ...(whole as object) }) as Record<
    string | number,
    unknown
  >
  copy[name] = withValue(copy[name], rest, value)
  return copy
}

/** JSON of any kind, often such as stands in a definition. */
function anything(): fc.Arbitrary<unknown> {
  const own = placesIn(WHOLE).map((place) =>
    place.reduce<unknown>((value, name) => (value as Record<string | number, unknown>)[name], WHOLE),
  )
  return fc
    .oneof(fc.jsonValue(), fc.constantFrom(...own, 0, 1, -1, 5.5, 1e9, '', null, true, 'off', '22:00'))
    .map((value) => JSON.parse(JSON.stringify(value ?? null)) as unknown)
}
