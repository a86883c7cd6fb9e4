import { describe, expect, test } from 'vitest'

import {
  changesBetween,
  patchBetween,
  pathOf,
  pathText,
  rebased,
  valueAt,
  withValue,
} from '../../../../dashboard/change/form/draft.ts'
import { mergePatched } from '../../../../shared/core/definition/merge-patch.ts'

const SHOP = {
  monitorId: 'shop',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'ssm:shop' },
  slow: { roundTrip: 30, smtp: { connect: 2 } },
  alerts: [{ afterFailures: 3, topic: 'oncall' }, {}],
  maintenance: [{ start: '22:00', days: ['sat'], durationMinutes: 60, zone: 'UTC' }],
  tags: ['web'],
}

test.each(['alerts[0].onSlow', 'mailbox.server', 'tags[2]', 'note'])(
  '%s is read and written alike',
  (text) => {
    expect(pathText(pathOf(text))).toBe(text)
  },
)

describe('a field', () => {
  test('is set, also in a list and in a section that was not there', () => {
    const changed = withValue(
      withValue(SHOP, pathOf('alerts[1].onSlow'), 2),
      pathOf('smtp.server'),
      'smtp://x',
    )
    expect(changed).toEqual({
      ...SHOP,
      alerts: [SHOP.alerts[0], { onSlow: 2 }],
      smtp: { server: 'smtp://x' },
    })
    expect(valueAt(changed, pathOf('alerts[0].topic'))).toBe('oncall')
  })

  test('that is emptied goes, and with the last one its section', () => {
    const emptied = ['slow.roundTrip', 'slow.smtp.connect'].reduce(
      (draft, path) => withValue(draft, pathOf(path), undefined),
      SHOP as object as Record<string, unknown>,
    )
    expect(emptied).not.toHaveProperty('slow')
    expect(withValue(SHOP, pathOf('alerts[0].topic'), undefined)).toMatchObject({
      alerts: [{ afterFailures: 3 }, {}],
    })
  })

  test('keeps its place among the others', () => {
    expect(Object.keys(withValue(SHOP, ['slow', 'roundTrip'], 5))).toEqual(Object.keys(SHOP))
  })

  test('of a hostile name is a field like others', () => {
    const hostile = JSON.parse('{"__proto__":{"x":1},"constructor":2}') as Record<string, unknown>
    const changed = withValue(hostile, ['note'], 'a')
    expect(Object.keys(changed)).toEqual(['__proto__', 'constructor', 'note'])
    expect(valueAt({}, ['constructor'])).toBeUndefined()
  })
})

describe('what is sent', () => {
  const after = withValue(
    withValue(withValue(SHOP, ['slow', 'smtp'], undefined), ['mailbox', 'userid'], 'other'),
    ['tags'],
    undefined,
  )

  test('holds what has changed and nothing else; what is gone is null', () => {
    expect(patchBetween(SHOP, after)).toEqual({
      slow: { smtp: null },
      mailbox: { userid: 'other' },
      tags: null,
    })
    expect(patchBetween(SHOP, SHOP)).toEqual({})
  })

  test('makes of the row what is in the form', () => {
    expect(mergePatched(SHOP, patchBetween(SHOP, after))).toEqual(after)
    expect(mergePatched({}, patchBetween({}, SHOP))).toEqual(SHOP)
    expect(mergePatched(SHOP, patchBetween(SHOP, {}))).toEqual({})
  })

  test('goes on what somebody else has written meanwhile', () => {
    const theirs = { ...SHOP, note: 'theirs', slow: { ...SHOP.slow, roundTrip: 60 } }
    const onto = rebased(SHOP, after, theirs)
    expect(onto).toMatchObject({ note: 'theirs', slow: { roundTrip: 60 }, mailbox: { userid: 'other' } })
    expect(onto).not.toHaveProperty('tags')
  })
})

test('a list counts as one field', () => {
  const other = { ...SHOP, alerts: [{ afterFailures: 4, topic: 'oncall' }, {}] }
  expect(changesBetween(SHOP, other)).toEqual([['alerts']])
})
