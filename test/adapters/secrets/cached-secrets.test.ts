import { describe, expect, test } from 'vitest'

import { cachedSecrets } from '../../../shared/adapters/secrets/cached-secrets.ts'
import type { SecretReader } from '../../../shared/app/ports/secrets.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { memorySecrets } from '../../support/memory/memory-secrets.ts'

const signal = new AbortController().signal
const ssm = (name: string): SecretReference => ({ store: 'ssm', name })
const [POP, SMTP] = [ssm('pop'), ssm('smtp')]

function world(stored: Record<string, string>, random = () => 0) {
  const clock = fakeClock()
  const asked: string[] = []
  const store = memorySecrets((reference, fresh) => {
    asked.push(`${reference.store}:${reference.name}${fresh ? ' fresh' : ''}`)
    return stored[reference.name]
  })
  const secrets = cachedSecrets(store, { clock, random })
  return {
    clock,
    stored,
    secrets,
    /** What was asked of the store since the last time. */
    asked: () => asked.splice(0),
  }
}

async function values(secrets: SecretReader, references: SecretReference[], options?: { fresh: boolean }) {
  const readings = await secrets.read(references, signal, options)
  return Object.fromEntries(
    readings.map((reading) => [
      reading.reference.name,
      reading.kind === 'found' ? reading.value : reading.kind,
    ]),
  )
}

test('what was found is kept for an hour, however the wall clock jumps', async () => {
  const { clock, stored, secrets, asked } = world({ pop: 'old' })
  await values(secrets, [POP])
  stored.pop = 'new'
  asked()

  clock.setWall(clock.now() + 120 * MINUTE)
  await clock.advance(60 * MINUTE - 1)
  expect(await values(secrets, [POP])).toEqual({ pop: 'old' })
  expect(asked()).toEqual([])

  await clock.advance(1)
  expect(await values(secrets, [POP])).toEqual({ pop: 'new' })
  expect(asked()).toEqual(['ssm:pop'])
})

test('only what is not kept is asked for', async () => {
  const { secrets, asked } = world({ pop: 'p', smtp: 's' })
  await values(secrets, [POP])
  expect(await values(secrets, [SMTP, POP])).toEqual({ pop: 'p', smtp: 's' })
  expect(asked()).toEqual(['ssm:pop', 'ssm:smtp'])
})

test('the same name in two stores is two secrets', async () => {
  const { secrets, asked } = world({ pop: 'p' })
  await values(secrets, [POP])
  await values(secrets, [{ store: 'secretsmanager', name: 'pop' }])
  expect(asked()).toEqual(['ssm:pop', 'secretsmanager:pop'])
})

test('what is missing is asked for again at once', async () => {
  const { stored, secrets } = world({})
  expect(await values(secrets, [POP])).toEqual({ pop: 'missing' })
  stored.pop = 'set'
  expect(await values(secrets, [POP])).toEqual({ pop: 'set' })
})

test('a fresh read goes past what is kept, and is kept itself', async () => {
  const { clock, stored, secrets, asked } = world({ pop: 'old' })
  await values(secrets, [POP])
  stored.pop = 'new'
  await clock.advance(40 * MINUTE)
  expect(await values(secrets, [POP], { fresh: true })).toEqual({ pop: 'new' })
  await clock.advance(40 * MINUTE)
  expect(await values(secrets, [POP])).toEqual({ pop: 'new' })
  expect(asked()).toEqual(['ssm:pop', 'ssm:pop fresh'])
})

test('a fresh read that finds nothing takes away what was kept', async () => {
  const { stored, secrets } = world({ pop: 'old' })
  await values(secrets, [POP])
  delete stored.pop
  expect(await values(secrets, [POP], { fresh: true })).toEqual({ pop: 'missing' })
  expect(await values(secrets, [POP])).toEqual({ pop: 'missing' })
})

test('a read that fails is thrown, and what is kept stays', async () => {
  const { clock, secrets: store } = world({ pop: 'p' })
  let down = false
  const secrets = cachedSecrets(
    {
      ...store,
      read: (...args) => (down ? Promise.reject(new Error('unreachable')) : store.read(...args)),
    },
    { clock },
  )
  await values(secrets, [POP])
  down = true
  await expect(secrets.read([POP], signal, { fresh: true })).rejects.toThrow('unreachable')
  expect(await values(secrets, [POP])).toEqual({ pop: 'p' })
})

describe('while the store cannot be asked', () => {
  /** A store that throws at so many reads from now on, and what is read through the cache. */
  function failing(stored: Record<string, string>) {
    const clock = fakeClock()
    const made = { reads: [] as number[], failures: 0 }
    const store = memorySecrets(({ name }) => stored[name])
    const reader: SecretReader = {
      ...store,
      read(...args) {
        made.reads.push(clock.monotonicMs())
        if (made.failures === 0) return store.read(...args)
        made.failures -= 1
        return Promise.reject(new Error('ThrottlingException: Rate exceeded'))
      },
    }
    return { clock, made, secrets: cachedSecrets(reader, { clock, random: () => 1 }) }
  }

  test('it is asked again, at gaps that double, and the value is had', async () => {
    const { clock, made, secrets } = failing({ pop: 'p' })
    made.failures = 5
    const begun = clock.monotonicMs()
    expect(await clock.runUntil(values(secrets, [POP]))).toEqual({ pop: 'p' })
    expect(made.reads.map((at) => at - begun)).toEqual([0, 500, 1500, 3500, 7500, 15_500])
  })

  test('it is asked for a minute, and what it said last is thrown', async () => {
    const { clock, made, secrets } = failing({ pop: 'p' })
    made.failures = Infinity
    const begun = clock.monotonicMs()
    await expect(clock.runUntil(values(secrets, [POP]))).rejects.toThrow('Rate exceeded')
    expect(clock.monotonicMs() - begun).toBeLessThanOrEqual(MINUTE)
  })

  test('it is asked no longer than the run lasts', async () => {
    const { clock, made, secrets } = failing({ pop: 'p' })
    made.failures = Infinity
    const run = new AbortController()
    clock.after(5000, () => run.abort())
    await expect(clock.runUntil(secrets.read([POP], run.signal))).rejects.toThrow('Rate exceeded')
    expect(clock.pendingTimers).toBe(0)
  })

  test('what was found within two hours is used at once, and asked for again at the next read', async () => {
    const { clock, made, secrets } = failing({ pop: 'p' })
    await values(secrets, [POP])
    await clock.advance(90 * MINUTE)
    made.failures = 2
    for (let reads = 0; reads < 3; reads += 1) expect(await values(secrets, [POP])).toEqual({ pop: 'p' })
    expect(made).toMatchObject({ failures: 0 })
    expect(made.reads).toHaveLength(4)
  })

  test('a fresh read, after a refused login, is made once', async () => {
    const { made, secrets } = failing({ pop: 'p' })
    await values(secrets, [POP])
    made.failures = 1
    await expect(secrets.read([POP], signal, { fresh: true })).rejects.toThrow('Rate exceeded')
  })
})

test('processes that read together ask again up to twelve minutes apart', async () => {
  const { clock, secrets, asked } = world({ pop: 'p' }, () => 1)
  await values(secrets, [POP])
  await clock.advance(48 * MINUTE - 1)
  await values(secrets, [POP])
  expect(asked()).toEqual(['ssm:pop'])
  await clock.advance(1)
  await values(secrets, [POP])
  expect(asked()).toEqual(['ssm:pop'])
})

test('the command that sets a secret is that of the store', () => {
  expect(world({}).secrets.howToSet(POP)).toBe('set pop')
})
