import { describe, expect, test } from 'vitest'

import { mistakesIn } from '../../says.ts'
import { definition, monitorsWorld } from './monitors-world.ts'

test.each([
  [[], '9999-12-31T23:59:59Z', 'paused until resumed'],
  [['--for', '2h'], '2026-11-24T20:00:00Z', 'paused until 2026-11-24T20:00:00Z'],
  [['--for', '1h30m'], '2026-11-24T19:30:00Z', 'paused until 2026-11-24T19:30:00Z'],
  [['--for=3d'], '2026-11-27T18:00:00Z', 'paused until 2026-11-27T18:00:00Z'],
  [['--until', '2026-11-25T01:00+01:00'], '2026-11-25T00:00:00Z', 'paused until 2026-11-25T00:00:00Z'],
])('pause %j writes %s', async (options, until, words) => {
  const world = monitorsWorld()
  await world.put(definition('shop'))
  expect(await world.says(['pause', 'shop', ...options])).toEqual({
    code: 0,
    out: `shop: ${words}\n`,
    err: '',
  })
  expect(await world.definitionOf('shop')).toEqual(definition('shop', { pausedUntil: until }))
  expect(await world.says(['pause', 'shop', ...options])).toMatchObject({ out: `shop: ${words} already\n` })
})

test('a stack monitor can be paused and resumed', async () => {
  const world = monitorsWorld()
  await world.put(definition('shop'), { managedBy: 'stack', revision: 5 })
  expect(await world.says(['pause', 'shop'])).toMatchObject({ code: 0 })
  expect(await world.store.find('shop')).toMatchObject({ managedBy: 'stack', revision: 6 })
  expect(await world.says(['resume', 'shop'])).toEqual({ code: 0, out: 'shop: resumed\n', err: '' })
  expect(await world.definitionOf('shop')).toEqual(definition('shop'))
})

test('resume enables a monitor of the table, but one that the stack’s file disables stays so', async () => {
  const world = monitorsWorld()
  await world.put(definition('shop', { enabled: false }))
  await world.put(definition('blog', { enabled: false }), { managedBy: 'stack' })
  const { code, out, err } = await world.says(['resume', 'shop', 'blog'])
  expect({ code, out }).toEqual({ code: 1, out: 'shop: resumed\n' })
  expect(err).toMatch(
    /^roundtrip: blog stays disabled: it has enabled: false and is defined in cdk\/monitors\.ts: .*\n$/,
  )
  expect(await world.definitionOf('shop')).toEqual(definition('shop'))
})

test('of several, those that are there are paused, and the others are told', async () => {
  const world = monitorsWorld()
  await world.put(definition('shop'))
  const { code, out, err } = await world.says(['pause', 'nowhere', 'shop', 'shop'])
  expect({ code, out }).toEqual({ code: 1, out: 'shop: paused until resumed\n' })
  expect(err).toMatch(/^roundtrip: there is no monitor "nowhere" .*\n$/)
})

describe('what is no time is a mistake, and nothing is changed', () => {
  test.each([
    [
      ['--until', '2026-11-24T17:59:59Z'],
      /--until: expected a time in the future, got "2026-11-24T17:59:59Z"/,
    ],
    [['--until', '2026-11-25T18:00'], /--until: expected an instant with its zone/],
    [['--for', '0m'], /--for: expected minutes, hours, days or weeks/],
    [['--for', '2 hours'], /--for: expected/],
    [['--for', '5'], /--for: expected/],
    [['--for', '2h', '--until', '2026-11-25T18:00Z'], /exclude each other/],
    [['--until'], /--until needs a value/],
  ])('%j', async (options, message) => {
    const world = monitorsWorld()
    await world.put(definition('shop'))
    expect(await mistakesIn(world.says(['pause', 'shop', ...options]))).toMatch(message)
    expect(await world.definitionOf('shop')).toEqual(definition('shop'))
  })
})
