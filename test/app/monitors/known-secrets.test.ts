import { expect, test } from 'vitest'

import { knownSecrets } from '../../../shared/app/monitors/known-secrets.ts'
import type { StoredList } from '../../../shared/app/ports/secret-keeper.ts'
import type { LoginSecret } from '../../../shared/core/definition/monitor.ts'

const rows = [
  {
    monitorId: 'office',
    definition: {
      mailbox: { server: 'imaps://outlook.office365.com', grant: 'ssm:office' },
      smtp: { server: 'smtp://relay.example.com:587', password: 'secretsmanager:relay' },
    },
  },
]

const secret = (kind: LoginSecret['kind'], store: LoginSecret['store'], name: string): LoginSecret => ({
  kind,
  store,
  name,
})

async function listed(stored: StoredList, isOneStore = false) {
  const found = await knownSecrets(rows, 'table', { isOneStore, list: () => Promise.resolve(stored) })
  return {
    ...found,
    secrets: found.secrets.map(
      (one) => `${one.kind} ${one.secret} [${one.monitors.join()}] [${one.saidTo.join()}]`,
    ),
  }
}

const NAMED = [
  'password secretsmanager:relay [office] [relay.example.com]',
  'grant ssm:office [office] [outlook.office365.com]',
]

test('what is stored and named by no monitor is listed beside what monitors name, once each, sorted', async () => {
  const secrets = [
    secret('password', 'ssm', 'office'),
    secret('grant', 'ssm', 'office'),
    secret('grant', 'ssm', 'new'),
    secret('password', 'ssm', 'relay'),
  ]
  expect(await listed({ secrets })).toEqual({
    secrets: [
      NAMED[0],
      'grant ssm:new [] []',
      NAMED[1],
      'password ssm:office [] []',
      'password ssm:relay [] []',
    ],
  })
})

test('on one machine ssm:NAME and secretsmanager:NAME are the same secret', async () => {
  expect(await listed({ secrets: [secret('password', 'ssm', 'relay')] }, true)).toEqual({ secrets: NAMED })
})

test('what monitors name is listed where the stores are not, with the reason', async () => {
  const unlisted = 'SSM Parameter Store: AccessDeniedException: no'
  expect(await listed({ secrets: [], unlisted })).toEqual({ secrets: NAMED, unlisted })
  expect((await knownSecrets(rows, 'table', undefined)).secrets).toHaveLength(2)
})
