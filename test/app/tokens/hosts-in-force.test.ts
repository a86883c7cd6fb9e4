import { expect, test } from 'vitest'

import { storedReading } from '../../../shared/adapters/secrets/stored-reading.ts'
import type { SecretReader } from '../../../shared/app/ports/secrets.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { APP_WITH_SECRET, GOOGLE_LOGIN } from '../../support/grants/written-grants.ts'
import { OFFICE, renewalWorld } from '../../support/worlds/renewal-world.ts'

const ELSEWHERE = { ...APP_WITH_SECRET, tokenEndpoint: 'https://login.provider.test/token', scope: 'mail' }

/** A grant in the store of a stack, as this text. */
function stackWorld(text: string) {
  const world = renewalWorld({})
  const grants: SecretReader = {
    read: ([reference = OFFICE]) =>
      Promise.resolve([storedReading({ reference, fullName: 'SSM parameter office' }, text)]),
    howToSet: () => 'set office',
  }
  const reader = world.readerOf({ ...world.ports, grants })
  return { world, read: () => world.clock.runUntil(reader.readToken(OFFICE, new AbortController().signal)) }
}

test.each<[string, object, string[]]>([
  ['Microsoft', APP_WITH_SECRET, ['outlook.office365.com', 'smtp.office365.com']],
  ['Google', GOOGLE_LOGIN, ['imap.gmail.com', 'pop.gmail.com', 'smtp.gmail.com']],
])('a grant of %s that a console put in is for the mail servers of its provider', async (_, grant, hosts) => {
  const { read } = stackWorld(JSON.stringify(grant))
  expect(await read()).toMatchObject({ kind: 'found', hosts })
})

test('one of a provider that nobody knows is refused, and says what to do', async () => {
  const { world, read } = stackWorld(JSON.stringify(ELSEWHERE))
  expect(await read()).toMatchObject({
    kind: 'refused',
    reason: 'grant-invalid',
    detail: expect.stringContaining('`--host HOST`') as string,
  })
  expect(world.asked).toEqual([])
})

test('one that is stored with its hosts is for these', async () => {
  const { read } = stackWorld(storedSecretText({ hosts: ['a.test'], value: JSON.stringify(ELSEWHERE) }))
  expect(await read()).toMatchObject({ kind: 'found', hosts: ['a.test'] })
})
