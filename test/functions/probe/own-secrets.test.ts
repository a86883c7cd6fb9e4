import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SSMClient } from '@aws-sdk/client-ssm'
import { expect, onTestFinished, test } from 'vitest'

import { ownSecrets } from '../../../functions/probe/own-secrets.ts'
import { secretsManagerSecrets } from '../../../shared/adapters/secrets/secrets-manager-secrets.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { FAKE_AWS, secretsManagerEndpoint, ssmEndpoint } from '../../support/aws/recording-endpoint.ts'
import { APP_WITH_SECRET } from '../../support/grants/written-grants.ts'

const STORES = ['ssm', 'secretsmanager'] as const
const HOSTS = ['mail.example.com']
const GRANT = JSON.stringify(APP_WITH_SECRET)

test.each<[what: string, text: string]>([
  ['bare', GRANT],
  ['for hosts', storedSecretText({ hosts: HOSTS, value: GRANT })],
])(
  'a grant that lies among the passwords of a stack is read as none, also from the cache: %s',
  async (_, text) => {
    const ssm = await ssmEndpoint(
      new Map([
        ['/roundtrip/Mail/office', text],
        ['/roundtrip/Mail/shop', 'p0p'],
      ]),
    )
    const manager = await secretsManagerEndpoint(
      new Map([
        ['roundtrip/Mail/office', text],
        ['roundtrip/Mail/shop', 'sm7p'],
      ]),
    )
    const clients = {
      ssm: new SSMClient({ ...FAKE_AWS, endpoint: ssm.url, maxAttempts: 1 }),
      secretsManager: new SecretsManagerClient({ ...FAKE_AWS, endpoint: manager.url, maxAttempts: 1 }),
    }
    onTestFinished(async () => {
      for (const client of Object.values(clients)) client.destroy()
      await Promise.all([ssm.close(), manager.close()])
    })
    const { read } = ownSecrets({
      ssm: clients.ssm,
      secretsManager: () =>
        Promise.resolve(secretsManagerSecrets({ client: clients.secretsManager, stackName: 'Mail' })),
      stackName: 'Mail',
      clock: systemClock,
    })
    const wanted: SecretReference[] = STORES.flatMap((store) => [
      { store, name: 'office' },
      { store, name: 'shop' },
    ])
    for (const from of ['the stores', 'the cache']) {
      const readings = await read(wanted, new AbortController().signal)
      const byName = Object.fromEntries(
        readings.map((one) => [`${one.reference.store}:${one.reference.name}`, one]),
      )
      expect(byName, from).toMatchObject({
        'ssm:office': {
          kind: 'unreadable',
          problem: expect.stringContaining('is an OAuth2 grant') as string,
        },
        'secretsmanager:office': { kind: 'unreadable' },
        'ssm:shop': { kind: 'found', value: 'p0p' },
        'secretsmanager:shop': { kind: 'found', value: 'sm7p' },
      })
      expect(JSON.stringify(readings)).not.toContain(APP_WITH_SECRET.clientSecret)
    }
  },
)
