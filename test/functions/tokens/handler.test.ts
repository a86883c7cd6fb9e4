import type { Context } from 'aws-lambda'
import { expect, test } from 'vitest'

import { jsonLog } from '../../../functions/runtime/json-log.ts'
import { tokensHandler } from '../../../functions/tokens/handler.ts'
import type { Renewal, TokenRenewer } from '../../../shared/app/ports/token-renewal.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { fakeClock } from '../../support/fake-clock.ts'

const KEPT: Renewal = { kind: 'kept', issuedAt: 1_000 }

type Asked = Parameters<TokenRenewer['renew']>

function functionWith(renew: (...asked: Asked) => Promise<Renewal>) {
  const asked: Asked[] = []
  const lines: string[] = []
  const clock = fakeClock()
  const handler = tokensHandler({
    renewer: { renew: (...given) => (asked.push(given), renew(...given)) },
    clock,
    log: jsonLog({ write: (line) => lines.push(line) }),
  })
  const context = { getRemainingTimeInMillis: () => 120 * SECOND } as Context
  return {
    clock,
    asked,
    invoke: (event: unknown) => clock.runUntil(handler(event, context)),
    logged: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}

test('a probe and the watchdog ask alike, and are told what came of it without the token', async () => {
  const { invoke, asked, logged } = functionWith(() => Promise.resolve(KEPT))
  expect(await invoke({ grant: 'secretsmanager:m365' })).toEqual(KEPT)
  expect(await invoke({ grant: 'ssm:google', refused: 900 })).toEqual(KEPT)
  expect(asked.map(([grant, , wish]) => [grant, wish])).toEqual([
    [{ store: 'secretsmanager', name: 'm365' }, {}],
    [{ store: 'ssm', name: 'google' }, { refused: 900 }],
  ])
  expect(logged()).toMatchObject([
    { level: 'INFO', message: 'renewal handled', grant: 'secretsmanager:m365', kind: 'kept' },
    { level: 'INFO', grant: 'ssm:google' },
  ])
})

test.each<[string, Renewal, object]>([
  [
    'a refusal of the endpoint',
    { kind: 'refused', reason: 'grant-secret-expired', detail: 'AADSTS7000222: expired' },
    { reason: 'grant-secret-expired', detail: 'AADSTS7000222: expired' },
  ],
  [
    'a grant that is not stored',
    { kind: 'missing', fullName: 'SSM parameter /roundtrip/Roundtrip/grants/m365', problem: 'is not set' },
    { kind: 'missing', detail: 'is not set' },
  ],
])('%s is an answer and no error: Lambda would only send the event again', async (_, renewal, line) => {
  const { invoke, logged } = functionWith(() => Promise.resolve(renewal))
  expect(await invoke({ grant: 'ssm:m365' })).toEqual(renewal)
  expect(logged()).toMatchObject([{ level: 'ERROR', grant: 'ssm:m365', ...line }])
})

test('what waits for an endpoint is told to end while there is time to store and answer', async () => {
  const { invoke, clock, asked } = functionWith(
    (_grant, signal) =>
      new Promise((resolve) => {
        const refused = { kind: 'refused', reason: 'token-endpoint-unavailable', detail: 'slow' } as const
        signal.addEventListener('abort', () => resolve(refused))
      }),
  )
  const startMs = clock.monotonicMs()
  expect(await invoke({ grant: 'ssm:m365' })).toMatchObject({ reason: 'token-endpoint-unavailable' })
  expect(clock.monotonicMs() - startMs).toBe(60 * SECOND)
  expect(asked).toHaveLength(1)
})

test('a store that cannot be reached is an error, which is logged and tried again', async () => {
  const { invoke, clock, logged } = functionWith(() => Promise.reject(new Error('no answer')))
  await expect(invoke({ grant: 'ssm:m365' })).rejects.toThrow('no answer')
  expect(logged()).toMatchObject([{ level: 'ERROR', message: 'event not handled' }])
  expect(clock.pendingTimers).toBe(0)
})

test.each([
  [{}, 'grant: expected, but missing'],
  ['ssm:m365', 'expected an object with grant'],
  [{ grant: 'env:HOME' }, 'grant: expected a grant of the stack'],
  [{ grant: 'ssm:../oauth/refresh/ssm/x' }, 'grant: expected a grant of the stack'],
  [{ grant: 'my-Client-Secret' }, 'grant: expected a grant of the stack'],
  [{ grant: 'ssm:a', refused: 'now' }, 'refused: expected epoch ms'],
])('of %j nothing is asked, and nothing of it is repeated', async (event, mistake) => {
  const { invoke, asked, logged } = functionWith(() => Promise.resolve(KEPT))
  await expect(invoke(event)).rejects.toThrow(`not a request for a token: ${mistake}`)
  expect(asked).toEqual([])
  expect(JSON.stringify(logged())).not.toMatch(/HOME|Client|refresh/)
})
