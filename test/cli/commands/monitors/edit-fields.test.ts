import { describe, expect, test } from 'vitest'

import { mistakesIn } from '../../says.ts'
import { definition, monitorsWorld } from './monitors-world.ts'

const set = (...assignments: string[]) => assignments.flatMap((one) => ['--set', one])
const unset = (...paths: string[]) => paths.flatMap((one) => ['--unset', one])

/** What each line begins with: the place of a mistake. */
const beginnings = (text: string) => text.split('\n').map((line) => line.split(': ')[0])

describe('edit --set and --unset', () => {
  test('change fields without an editor', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop', { note: 'old', tags: ['a'] }))
    const args = [
      ...set('intervalMinutes=30', 'mailbox.verify=false', 'name=Shop: #1'),
      ...unset('note', 'smtp.from', 'slow.roundTrip'),
    ]
    expect(await world.says(['edit', 'shop', ...args])).toEqual({ code: 0, out: 'shop: changed\n', err: '' })
    expect(await world.definitionOf('shop')).toEqual({
      ...definition('shop', { tags: ['a'], name: 'Shop: #1', intervalMinutes: 30 }),
      mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'ssm:shop', verify: false },
    })
    expect(await world.says(['edit', 'shop', '--set', 'intervalMinutes=30'])).toMatchObject({
      out: 'shop: unchanged\n',
    })
  })

  test('reach into policies and thresholds', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop', { alerts: [{ onError: false }] }))
    const args = set(
      ...['slow.roundTrip=30', 'slow.smtp.connect=0.5', 'alerts[0].onError=true', 'alerts[0].onSlow=3'],
      ...[
        'alerts[1].afterFailures=3',
        'alerts[1].topic=oncall',
        'alerts[2]={repeatMinutes: never, maxAlerts: 2}',
      ],
    )
    expect(await world.says(['edit', 'shop', ...args])).toMatchObject({ code: 0, err: '' })
    expect(await world.definitionOf('shop')).toEqual(
      definition('shop', {
        slow: { roundTrip: 30, smtp: { connect: 0.5 } },
        alerts: [
          { onError: true, onSlow: 3 },
          { afterFailures: 3, topic: 'oncall' },
          { repeatMinutes: 'never', maxAlerts: 2 },
        ],
      }),
    )
    const away = unset('alerts[1]', 'alerts[7].topic', 'slow.smtp')
    expect(await world.says(['edit', 'shop', ...away])).toMatchObject({ code: 0, err: '' })
    expect(await world.definitionOf('shop')).toEqual(
      definition('shop', {
        slow: { roundTrip: 30 },
        alerts: [
          { onError: true, onSlow: 3 },
          { repeatMinutes: 'never', maxAlerts: 2 },
        ],
      }),
    )
    const broken = [...unset('slow'), ...set('alerts[1].topic=A B')]
    const { code, err } = await world.says(['edit', 'shop', ...broken])
    expect(code).toBe(1)
    expect(beginnings(err)).toEqual(['alerts[1].topic', 'alerts[0].onSlow', 'roundtrip', ''])
  })

  test('with mistakes tell all of them, and change nothing', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop'))
    const broken = [...set('mailbox.password=hunter2', 'tags=x'), ...unset('smtp')]
    const { code, err } = await world.says(['edit', 'shop', ...broken])
    expect(code).toBe(1)
    expect(beginnings(err)).toEqual(['mailbox.password', 'tags', 'smtp', 'roundtrip', ''])
    expect(err).toMatch(/\nroundtrip: 3 mistakes: shop was not changed\n$/)
    expect(err).not.toContain('hunter2')
    expect(await world.definitionOf('shop')).toEqual(definition('shop'))
  })

  test('mend a row that was typed by hand', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop', { intervalMinutes: '5', colour: 'red' }))
    expect(
      await world.says(['edit', 'shop', '--set', 'intervalMinutes=6', '--unset', 'colour']),
    ).toMatchObject({ code: 0 })
    expect(await world.definitionOf('shop')).toEqual(definition('shop', { intervalMinutes: 6 }))
  })

  test.each([
    [['--set', 'note='], /--set note=: a value is missing/],
    [['--set', '=x'], /--set: expected PATH=VALUE/],
    [['--set', 'a b=x'], /--set: expected PATH=VALUE/],
    [['--set', 'tags=[a'], /--set tags: the value looks like YAML but is invalid/],
    [
      ['--set', 'alerts[1].topic=x'],
      /alerts\[1\].topic: of that list there are 0 elements, so the next is \[0\], not \[1\]/,
    ],
    [
      ['--set', 'tags[0]=a', '--set', 'tags[2]=b'],
      /tags\[2\]: of that list there is 1 element, so the next is \[1\]/,
    ],
    [['--unset', 'a..b'], /--unset: expected the path of a field/],
  ])('%j is a mistake in the command line', async (args, message) => {
    const world = monitorsWorld()
    await world.put(definition('shop'))
    expect(await mistakesIn(world.says(['edit', 'shop', ...args]))).toMatch(message)
  })
})
