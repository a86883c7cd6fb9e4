import { setImmediate as oneTurn } from 'node:timers/promises'

import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { expect, onTestFinished, test, vi } from 'vitest'

import { localDatabase } from '../../../local/store/local-database.ts'
import { clientInTime } from '../../../shared/adapters/aws/client-in-time.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { dataFolder } from '../../support/temporary-files.ts'

test('an answer of the embedded database is still waited for after 50 s of a machine that is busy', async () => {
  const database = await localDatabase(await dataFolder(), {})
  onTestFinished(database.close)
  const client = clientInTime(DynamoDBClient, database.patience, { ...database.client, maxAttempts: 1 })
  onTestFinished(() => client.destroy())
  // Its connection stands, and has shown the secret.
  await client.send(new ListTablesCommand({}))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const answer = client.send(new ListTablesCommand({}))
  answer.catch(() => undefined)
  for (let turn = 0; turn < 10; turn += 1) {
    await oneTurn()
    vi.advanceTimersByTime(5 * SECOND)
  }
  expect((await answer).TableNames).toHaveLength(2)
})
