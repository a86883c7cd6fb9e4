import { setImmediate } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { inTurn } from '../../../shared/app/concurrency/in-turn.ts'

/** Notes when pieces of work begin and end; each lasts a turn of the event loop. */
function journal() {
  const lines: string[] = []
  return {
    lines,
    work: (name: string) => async () => {
      lines.push(`${name} begins`)
      await setImmediate()
      lines.push(`${name} ends`)
      return name
    },
  }
}

test('work of one key is done one after another, in the order in which it came', async () => {
  const owner = {}
  const { lines, work } = journal()
  expect(await Promise.all(['a', 'b'].map((name) => inTurn(owner, 'key', work(name))))).toEqual(['a', 'b'])
  expect(lines).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
})

test('work of another key, or of another owner, waits for nobody', async () => {
  const owner = {}
  const { lines, work } = journal()
  await Promise.all([
    inTurn(owner, 'key', work('a')),
    inTurn(owner, 'other key', work('b')),
    inTurn({}, 'key', work('c')),
  ])
  expect(lines.slice(0, 3)).toEqual(['a begins', 'b begins', 'c begins'])
})

test('a failure is told to its caller alone, and the next has its turn', async () => {
  const owner = {}
  const failing = inTurn(owner, 'key', () => Promise.reject(new Error('no')))
  const next = inTurn(owner, 'key', () => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('done')
})
