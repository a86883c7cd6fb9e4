import { describe, expect, test } from 'vitest'

import type { IncidentView } from '../../../dashboard/api/answers.ts'
import { openGroups, overGroups } from '../../../dashboard/incidents/groups.ts'

const incident = (monitorId: string, failingSince: string, reason = 'mailbox-connection-refused') =>
  ({
    incidentId: `${monitorId} ${failingSince}`,
    monitorId,
    failingSince,
    reasons: [{ reason, words: `words of ${reason}` }],
  }) as unknown as IncidentView

const shape = (groups: ReturnType<typeof overGroups>) =>
  groups.map(({ words, incidents }) => [words, ...incidents.map(({ monitorId }) => monitorId)])

describe('incidents that are open', () => {
  const open = [incident('a', '1'), incident('b', '2'), incident('c', '3')]

  test('are grouped as the headline does, the rest one by one', () => {
    const groups = [{ monitorIds: ['c', 'a'], words: '2 monitors are down' }]
    expect(shape(openGroups(open, groups))).toEqual([
      ['2 monitors are down', 'a', 'c'],
      [undefined, 'b'],
    ])
  })

  test('stand alone where all others of a group have none', () => {
    const groups = [{ monitorIds: ['c', 'x', 'y'], words: '3 monitors are down' }]
    expect(shape(openGroups(open, groups))).toEqual([
      [undefined, 'a'],
      [undefined, 'b'],
      [undefined, 'c'],
    ])
  })
})

describe('incidents that are over', () => {
  test('stand together where three monitors failed at once for one reason, the newest first', () => {
    const over = [
      incident('a', '2026-11-24T03:00:00Z'),
      incident('b', '2026-11-24T03:02:00Z'),
      incident('c', '2026-11-24T03:01:00Z'),
      incident('d', '2026-11-25T03:00:00Z'),
    ]
    expect(shape(overGroups(over))).toEqual([
      [undefined, 'd'],
      ['3 monitors were down: words of mailbox-connection-refused', 'b', 'c', 'a'],
    ])
  })

  test.each([
    ['two', ['a', '2026-11-24T03:00:00Z'], ['b', '2026-11-24T03:00:00Z']],
    [
      'those of another reason',
      ['a', '2026-11-24T03:00:00Z'],
      ['b', '2026-11-24T03:00:00Z'],
      ['c', '2026-11-24T03:00:00Z', 'recipient-rejected'],
    ],
    [
      'those that began later',
      ['a', '2026-11-24T03:00:00Z'],
      ['b', '2026-11-24T03:00:00Z'],
      ['c', '2026-11-24T03:04:00Z'],
    ],
    [
      'one monitor again and again',
      ['a', '2026-11-24T03:00:00Z'],
      ['a', '2026-11-24T03:01:00Z'],
      ['a', '2026-11-24T03:02:00Z'],
    ],
  ] as [string, ...[string, string, string?][]][])('%s stay apart', (_what, ...made) => {
    expect(overGroups(made.map((one) => incident(...one))).every(({ words }) => words === undefined)).toBe(
      true,
    )
  })
})
