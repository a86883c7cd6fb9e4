import { expect, test } from 'vitest'

import { localLogins } from '../../../local/secrets/local-logins.ts'
import { localSecrets } from '../../../local/secrets/local-secrets.ts'
import { tokensInMemory } from '../../../local/secrets/tokens-in-memory.ts'
import { secretFileWriter } from '../../../local/secrets/write-secret.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { tokenIssuer } from '../../support/servers/token-issuer/token-issuer.ts'
import { dataFolder } from '../../support/temporary-files.ts'

const never = new AbortController().signal
const SSM = { store: 'ssm', name: 'mail' } as const
const MANAGER = { store: 'secretsmanager', name: 'mail' } as const

test('both names of one grant have one token and one refresh token, which a strict issuer wants', async () => {
  const issuer = await tokenIssuer({ rotation: 'strict' })
  const folder = await dataFolder()
  const text = storedSecretText({ hosts: ['mail.example.com'], value: issuer.grants.microsoft })
  await secretFileWriter(folder).write('mail', text)
  const stored = localSecrets(folder, {})
  const { states } = tokensInMemory()
  const { tokens } = localLogins({ clock: systemClock, folder, stored, states })

  const first = await tokens.readToken(SSM, never)
  expect(first.kind).toBe('found')
  expect(await tokens.readToken(MANAGER, never)).toEqual({
    ...first,
    reference: MANAGER,
    fullName: 'grant secretsmanager:mail',
  })
  expect(issuer.requests).toHaveLength(1)

  const refused = first.kind === 'found' ? first.issuedAt : 0
  const second = await tokens.readToken(MANAGER, never, { refused })
  expect(second).toMatchObject({ kind: 'found' })
  expect(await tokens.readToken(SSM, never, { refused })).toMatchObject({
    value: second.kind === 'found' ? second.value : '',
  })
  expect(issuer.requests).toHaveLength(2)
  expect(await states.findGrant('ssm:mail')).toMatchObject({ failures: 0 })
})
