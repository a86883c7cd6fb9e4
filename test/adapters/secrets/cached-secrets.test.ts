import { expect, test } from 'vitest'

import { cachedSecrets } from '../../../shared/adapters/secrets/cached-secrets.ts'
import type { SecretReader } from '../../../shared/app/ports/secrets.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { memorySecrets } from '../../support/memory/memory-secrets.ts'

const signal = new AbortController().signal
const ssm = (name: string): SecretReference => ({ store: 'ssm', name })
const [POP, SMTP] = [ssm('pop'), ssm('smtp')]

function world(stored: Record<string, string>) {
  const clock = fakeClock()
  const asked: string[] = []
  const store = memorySecrets((reference, fresh) => {
    asked.push(`${reference.store}:${reference.name}${fresh ? ' fresh' : ''}`)
    return stored[reference.name]
  })
  const secrets = cachedSecrets(store, clock)
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

test('what was found is kept for 5 minutes, however the wall clock jumps', async () => {
  const { clock, stored, secrets, asked } = world({ pop: 'old' })
  await values(secrets, [POP])
  stored.pop = 'new'
  asked()

  clock.setWall(clock.now() + 60 * MINUTE)
  await clock.advance(5 * MINUTE - 1)
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
  await clock.advance(4 * MINUTE)
  expect(await values(secrets, [POP], { fresh: true })).toEqual({ pop: 'new' })
  await clock.advance(4 * MINUTE)
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
    clock,
  )
  await values(secrets, [POP])
  down = true
  await expect(secrets.read([POP], signal, { fresh: true })).rejects.toThrow('unreachable')
  expect(await values(secrets, [POP])).toEqual({ pop: 'p' })
})

test('the command that sets a secret is that of the store', () => {
  expect(world({}).secrets.howToSet(POP)).toBe('set pop')
})
