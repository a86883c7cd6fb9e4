import { expect, test } from 'vitest'

import { StoreError } from '../../../shared/adapters/dynamodb/access/store-error.ts'
import { namedSecrets } from '../../../shared/app/monitors/named-secrets.ts'
import { listGrants } from '../../../shared/app/tokens/list-grants.ts'
import { grantIsUsed } from '../../../shared/app/tokens/used-grants.ts'
import type { GrantState } from '../../../shared/core/grant/grant-state.ts'
import { HOUR, MINUTE } from '../../../shared/core/time/units.ts'

const NOW = Date.UTC(2026, 10, 30, 12)

const row = (monitorId: string, grant: string) => ({
  monitorId,
  managedBy: 'table' as const,
  revision: 1,
  definition: {
    mailbox: { server: 'imaps://outlook.office365.com', grant },
    smtp: { server: 'smtp://smtp.office365.com:587', password: 'ssm:sender' },
  },
})
const rows = [row('b', 'ssm:office'), row('a', 'ssm:office'), row('c', 'ssm:google'), row('d', 'none')]
const grants = namedSecrets(rows, 'table', 'grant')

test.each<[string, Partial<GrantState> | undefined, string]>([
  ['nobody asked with yet', undefined, 'unused'],
  ['has a token', { issuedAt: NOW, expiresAt: NOW + HOUR }, 'good'],
  ['had a token', { issuedAt: NOW - HOUR, expiresAt: NOW + MINUTE }, 'lapsed'],
  [
    'was refused',
    { failures: 1, refusal: { reason: 'grant-secret-wrong', detail: 'AADSTS7000215', at: NOW } },
    'refused',
  ],
])('a grant that %s is listed so, with the monitors that name it', async (_, state, condition) => {
  const stored = state && { grant: 'ssm:office', version: 1, failures: 0, ...state }
  const states = {
    findGrant: (grant: string) => Promise.resolve(grant === 'ssm:office' ? stored : undefined),
  }
  const listed = await listGrants(grants, { now: NOW, states })
  expect(listed.map(({ grant }) => grant)).toEqual(['ssm:google', 'ssm:office'])
  expect(listed[1]).toEqual({
    reference: { store: 'ssm', name: 'office' },
    grant: 'ssm:office',
    monitors: ['a', 'b'],
    saidTo: ['outlook.office365.com'],
    condition,
    ...(stored && { state: stored }),
  })
})

test('a state that cannot be read hides no other grant', async () => {
  const states = {
    findGrant: (grant: string) =>
      grant === 'ssm:office' ? Promise.reject(new StoreError('does not fit')) : Promise.resolve(undefined),
  }
  const listed = await listGrants(grants, { now: NOW, states })
  expect(listed.map(({ condition }) => condition)).toEqual(['unused', 'unreadable'])
})

test.each([
  ['is down', new StoreError('reading a grant failed', { cause: new Error('connect ECONNREFUSED') })],
  ['fails in another way', new Error('no credentials')],
])('a store that %s is an error, and no grant that cannot be read', async (_, error) => {
  const states = { findGrant: () => Promise.reject(error) }
  await expect(listGrants(grants, { now: NOW, states })).rejects.toBe(error)
})

test('a grant is used while a row names it as a grant', async () => {
  const isUsed = grantIsUsed({ monitors: { list: () => Promise.resolve(rows) }, definitionSource: 'table' })
  const answers = await Promise.all(
    ['office', 'sender', 'other'].map((name) => isUsed({ store: 'ssm', name })),
  )
  expect(answers).toEqual([true, false, false])
})
