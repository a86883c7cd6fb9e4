import { describe, expect, test } from 'vitest'

import { type SaidMonitor, overviewClauses } from '../../../../shared/core/history/views/overview-sentence.ts'
import { sharedCauses } from '../../../../shared/core/history/views/shared-cause.ts'
import { MINUTE, SECOND } from '../../../../shared/core/time/units.ts'

const NOW = Date.parse('2026-01-05T03:12:00Z')
const READER = { now: NOW, zone: 'UTC' }
const SERVER = 'pop3s://mail.example.com:995'

const up = (name: string, change: Partial<SaidMonitor> = {}): SaidMonitor => ({
  monitorId: name,
  name,
  health: 'up',
  marks: [],
  tags: [],
  ...change,
})
const down = (name: string, change: Partial<SaidMonitor> = {}) => up(name, { health: 'down', ...change })
const refused = (name: string, change: Partial<SaidMonitor> = {}) =>
  down(name, { server: SERVER, reason: 'mailbox-connection-refused', since: NOW - 14 * MINUTE, ...change })
const many = (count: number, one: (name: string) => SaidMonitor) =>
  Array.from({ length: count }, (_, index) => one(`m${index + 1}`))

function clausesOf(monitors: readonly SaidMonitor[], zone = 'UTC') {
  const reader = { ...READER, zone }
  const groups = sharedCauses(
    monitors.filter(({ health }) => health === 'down'),
    reader,
  )
  return overviewClauses(monitors, groups, reader)
}

const said = (...of: Parameters<typeof clausesOf>) =>
  clausesOf(...of)
    .map(({ words }) => words)
    .join(' ')

const shop = up('shop', { roundTripMs: 4100, usualRoundTripMs: 1800 })

describe('where nothing is wrong', () => {
  test.each([
    { monitors: [], sentence: 'There are no monitors yet.' },
    { monitors: [shop], sentence: 'shop is up. Its last message came back in 4.1 s (usual 1.8 s).' },
    { monitors: [up('new')], sentence: 'new is up.' },
    {
      monitors: [up('web', { roundTripMs: 900 }), shop, up('unmeasured')],
      sentence: 'All 3 monitors are up. The slowest is shop, 4.1 s (usual 1.8 s).',
    },
    {
      monitors: [up('web'), shop, up('old', { health: 'paused' }), up('moving', { health: 'maintenance' })],
      sentence: '2 monitors are up (1 in maintenance, 1 paused). The slowest is shop, 4.1 s (usual 1.8 s).',
    },
    { monitors: [up('old', { health: 'paused' })], sentence: 'No monitor is tested now: 1 paused.' },
  ])('it says $sentence', ({ monitors, sentence }) => {
    expect(said(monitors)).toBe(sentence)
  })
})

describe('what is down is told by what it shares', () => {
  test('the server and the reason first', () => {
    const alone = [
      down('web', { reason: 'smtp-auth-refused', server: 'smtp://a:25', since: NOW - MINUTE }),
      down('app', { reason: 'greylisted', server: 'smtp://b:25', since: NOW - 60 * MINUTE }),
    ]
    expect(said([...many(12, refused), ...alone, shop])).toBe(
      `12 monitors are down since 02:58 UTC: the mailbox server ${SERVER} refused the connection. 2 others are down: web and app. 1 other is up.`,
    )
  })

  test('the server where reasons differ', () => {
    const reasons = ['mailbox-connection-refused', 'mailbox-login-refused', 'mailbox-locked'] as const
    const monitors = reasons.map((reason, index) => refused(`m${index}`, { reason }))
    expect(said(monitors)).toBe(
      `3 monitors are down since 02:58 UTC: all use ${SERVER}, for different reasons.`,
    )
  })

  test('the reason where servers differ, and no time where they did not begin together', () => {
    const monitors = many(4, (name) =>
      down(name, {
        server: `smtp://${name}:25`,
        reason: 'dns-failure',
        since: NOW - Number(name.slice(1)) * 60 * MINUTE,
      }),
    )
    expect(said(monitors)).toBe('4 monitors are down: the DNS lookup failed.')
  })

  test('the start within 3 minutes', () => {
    const reasons = ['dns-failure', 'greylisted', 'smtp-unreachable'] as const
    const monitors = reasons.map((reason, index) =>
      down(`m${index}`, { reason, since: NOW - 10 * MINUTE + index * 90 * SECOND }),
    )
    expect(said(monitors)).toBe('3 monitors are down since 03:02 UTC, for different reasons.')
  })

  const scattered = (name: string, change: Partial<SaidMonitor>) => {
    const number = Number(name.slice(1))
    const reason = (['dns-failure', 'greylisted', 'smtp-unreachable'] as const)[number % 3] ?? 'dns-failure'
    return down(name, { reason, since: NOW - number * 60 * MINUTE, ...change })
  }

  test('the location where they fail alone', () => {
    const monitors = many(3, (name) => scattered(name, { location: 'eu-west-1' }))
    expect(said(monitors)).toBe('3 monitors are down, only at eu-west-1, for different reasons.')
  })

  test('the tag', () => {
    const monitors = many(3, (name) => scattered(name, { tags: [name, 'web'] }))
    expect(said(monitors)).toBe('3 monitors are down: all have the tag web.')
  })

  test('or nothing', () => {
    const monitors = many(3, (name) => scattered(name, {}))
    expect(said(monitors)).toBe('3 monitors are down: m1, m2 and m3.')
    expect(said(many(5, (name) => scattered(name, { reason: undefined } as object)))).toBe(
      '5 monitors are down: m1, m2, m3 and 2 more.',
    )
  })

  test('two only where they are all that is down', () => {
    expect(said(many(2, refused))).toContain('2 monitors are down since')
    expect(said([...many(2, refused), down('web', { reason: 'greylisted' })])).toBe(
      '3 monitors are down: m1, m2 and web.',
    )
  })

  test('one by itself, with its server and the time', () => {
    expect(said([refused('shop'), ...many(2, up)])).toBe(
      `shop is down since 02:58 UTC: the mailbox server ${SERVER} refused the connection. 2 others are up.`,
    )
  })
})

test('what else is wrong follows', () => {
  const monitors = [
    up('web', { failing: { runs: 1, of: 3, since: NOW } }),
    { ...shop, health: 'slow' as const },
    up('lost', { health: 'unknown', lastRunAt: NOW - 60 * MINUTE }),
    up('lone', { health: 'unknown', lastRunAt: NOW - 60 * MINUTE }),
    up('new', { health: 'unknown' }),
    up('broken', { health: 'unknown', marks: ['unreadable'] }),
    up('old', { health: 'paused' }),
    up('older', { health: 'paused' }),
    up('moving', { health: 'maintenance' }),
    up('typo', { marks: ['misconfigured'] }),
    up('half', { marks: ['silent'] }),
    up('fine'),
  ]
  expect(said(monitors)).toBe(
    'shop is slow, 4.1 s (usual 1.8 s). web is failing and not down yet, 1 of 3. ' +
      '2 monitors (lost and lone) are unknown: no recent run had a verdict. new has not run yet. broken is unknown: its stored state cannot be read. ' +
      'half is silent at some location. typo has mistakes in its row. 1 other is up, 1 is in maintenance, 2 are paused.',
  )
})

test('the time is the zone’s, and named; of another day with its date', () => {
  const monitors = [refused('shop', { since: Date.parse('2026-01-03T23:30Z') })]
  expect(said(monitors, 'Europe/Berlin')).toContain('is down since 2026-01-04 00:30 Berlin time:')
})

test('each sentence says whom it is about', () => {
  const alone = [down('web', { reason: 'greylisted' }), down('app', { reason: 'smtp-unavailable' })]
  const others = [
    ...many(2, (name) => up(`slow-${name}`, { health: 'slow' })),
    up('bad', { marks: ['misconfigured'] }),
  ]
  const monitors = [...many(3, refused), ...alone, ...others, up('shop')]
  expect(clausesOf(monitors).map(({ words: _words, ...whom }) => whom)).toEqual([
    { group: 0 },
    { about: 'down' },
    { about: 'slow' },
    { monitorId: 'bad' },
    {},
  ])
})
