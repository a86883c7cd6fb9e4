import { EventEmitter } from 'node:events'

import { expect, test } from 'vitest'

import { stopSignals } from '../../shared/adapters/stop-signals.ts'
import { fakeClock } from '../support/fake-clock.ts'

function world() {
  const source = new EventEmitter()
  const clock = fakeClock()
  const seen = { first: false, second: 0 }
  const signals = stopSignals(source, clock, () => void (seen.second += 1))
  void signals.first.then(() => (seen.first = true))
  return { source, clock, seen, signals }
}

test.each(['SIGINT', 'SIGTERM'])('%s is heard', async (signal) => {
  const { source, clock, seen } = world()
  await clock.advance(1000)
  expect(seen.first).toBe(false)
  source.emit(signal)
  await clock.advance(0)
  expect(seen).toEqual({ first: true, second: 0 })
})

test('the same Ctrl-C passed on by npm is no second one; a later one is', async () => {
  const { source, clock, seen } = world()
  source.emit('SIGINT')
  await clock.advance(100)
  source.emit('SIGINT')
  expect(seen.second).toBe(0)
  await clock.advance(500)
  source.emit('SIGINT')
  expect(seen.second).toBe(1)
})

test('once forgotten, nothing listens', () => {
  const { source, signals } = world()
  signals.forget()
  expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0)
})
