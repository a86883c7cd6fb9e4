import { describe, expect, test } from 'vitest'

import { DAY, HOUR, MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, openRun } from '../../contracts/run-fixtures.ts'
import { type Ill, MONITOR, PASSED, examined, found, location, saying } from './doctor-world.ts'

describe('secrets', () => {
  test('one that is not stored is named with its monitors and the command that stores it', async () => {
    const [secrets] = await examined({ ...PASSED, account: { isStored: () => Promise.resolve(false) } })
    expect(secrets?.findings).toEqual([
      {
        severity: 'problem',
        seen: 'Password ssm:inbox is not stored.',
        why: 'The monitors that name it are not tested: inbox.',
        mend: expect.stringMatching(/^npx roundtrip secrets set inbox --host \S+$/) as string,
      },
    ])
  })

  test('those that may not be asked for hide none that are known to be missing', async () => {
    const isStored = ({ name }: { name: string }) =>
      name === 'inbox' ? Promise.resolve(false) : Promise.reject(new Error('AccessDenied'))
    const other = {
      ...MONITOR,
      monitorId: 'other',
      mailbox: { ...MONITOR.mailbox, password: 'ssm:other' },
    }
    const lines = await saying({ account: { isStored }, definitions: [MONITOR, other] })
    expect(lines.filter((line) => line.startsWith('secrets'))).toEqual([
      'secrets: problem: Password ssm:inbox is not stored.',
      'secrets: not checked: whether ssm:other is stored',
    ])
  })

  test('a password for any host is told by the last run that read it', async () => {
    const results = [deliveredResult({ scheduledAt: NOON - 5 * MINUTE, warnings: ['secret-for-any-host'] })]
    expect(await found({ results })).toEqual([
      'secrets: problem: Passwords of inbox are stored without hosts.',
    ])
  })
})

describe('grants', () => {
  const definitions = [
    { ...MONITOR, mailbox: { server: 'imaps://mail.example.com', userid: 'a', grant: 'ssm:office' } },
  ]
  const state = (change: object) => ({
    definitions,
    prepare: (runs: Parameters<NonNullable<Ill['prepare']>>[0]) =>
      runs.putGrant({ grant: 'ssm:office', version: 1, failures: 0, ...change }),
  })
  const token = { issuedAt: NOON, expiresAt: NOON + HOUR }

  test.each<[string, object, RegExp[]]>([
    ['with a token', token, []],
    [
      'refused',
      { failures: 1, refusal: { reason: 'grant-secret-wrong', detail: 'AADSTS7000215', at: NOON } },
      [/^problem: No access token for grant ssm:office: .* \(AADSTS7000215\)\.$/],
    ],
    [
      'that ends in 8 days',
      { ...token, endsAt: NOON + 8 * DAY },
      [/^note: .*ssm:office ends on 2026-01-13\.$/],
    ],
    ['that ends in 7 days', { ...token, endsAt: NOON + 7 * DAY }, [/^problem: .* ends on 2026-01-12\.$/]],
    ['that ended', { ...token, endsAt: NOON - DAY }, [/^problem: .* ended on 2026-01-04\.$/]],
    ['that ends next year', { ...token, endsAt: NOON + 365 * DAY }, []],
  ])('%s', async (_, change, expected) => {
    const lines = (await found(state(change))).filter((line) => line.startsWith('grants: '))
    expect(lines).toHaveLength(expected.length)
    expected.forEach((words, at) => expect(lines[at]?.slice('grants: '.length)).toMatch(words))
  })
})

test('the end of a grant in Secrets Manager is mended there', async () => {
  const grant = 'secretsmanager:office'
  const examinations = await examined({
    definitions: [{ ...MONITOR, mailbox: { server: 'imaps://mail.example.com', userid: 'a', grant } }],
    prepare: (runs) => runs.putGrant({ grant, version: 1, failures: 0, endsAt: NOON + DAY }),
  })
  const mends = examinations.flatMap(({ findings }) => findings.map(({ mend }) => mend))
  expect(mends).toContainEqual(expect.stringMatching(/secrets set office --secretsmanager\b/))
})

describe('port 25', () => {
  const definition = (change: object) => ({
    definitions: [{ ...MONITOR, smtp: { server: 'smtp://mail.example.com:25' }, ...change }],
  })
  const berlin = location({ name: 'berlin', kind: 'fixed-address', region: 'eu-central-1' })
  const lines = async (ill: Ill) => (await found(ill)).filter((line) => line.startsWith('port-25'))

  test('cannot be reached from home', async () => {
    expect(await lines(definition({}))).toEqual([
      'port-25: problem: These monitors send through port 25 from a location without a fixed address: inbox.',
    ])
  })

  test('is left to another port', async () => {
    expect(await lines(definition({ smtp: { server: 'smtp://mail.example.com:587' } }))).toEqual([])
    expect(await lines({ ...definition({ enabled: false }), locations: [berlin] })).toEqual([])
  })
})

describe('the watchdog', () => {
  test('that does not see to what is due is told of after a quarter of an hour', async () => {
    const claim = (until: number) => ({
      ...PASSED,
      prepare: (runs: Parameters<NonNullable<Ill['prepare']>>[0]) => runs.claim(openRun({ until })),
    })
    expect(await found(claim(NOON - 14 * MINUTE))).toEqual([])
    expect(await found(claim(NOON - 15 * MINUTE))).toEqual([
      'watchdog: problem: The watchdog has not seen to one item for 15 minutes.',
    ])
  })
})

describe('monitors', () => {
  test('none is a note', async () => {
    expect(await found({ definitions: [] })).toEqual(['monitors: note: There are no monitors.'])
  })

  test('one that never ran is a note, one with a mistake a problem', async () => {
    const mistaken = { ...MONITOR, monitorId: 'typo', intervalMinutes: 0 }
    const lines = await found({ definitions: [MONITOR, mistaken] })
    expect(lines).toEqual([
      expect.stringMatching(/^monitors: problem: The row of typo has a mistake: intervalMinutes: /) as string,
      'monitors: note: No run of inbox is recorded yet.',
    ])
  })

  test('one whose results do not come is told', async () => {
    const results = [deliveredResult({ scheduledAt: NOON - 3 * HOUR })]
    expect(await found({ results })).toEqual(['monitors: problem: No results come of inbox.'])
  })
})
