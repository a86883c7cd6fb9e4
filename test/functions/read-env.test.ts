import { expect, test } from 'vitest'

import type { ProbeEnvironment } from '../../functions/contract.ts'
import { EnvironmentError, readNightlyEnv, readProbeEnv } from '../../functions/read-env.ts'

const env: ProbeEnvironment = {
  ROUNDTRIP_MONITORS_TABLE: 'm',
  ROUNDTRIP_RESULTS_TABLE: 'r',
  ROUNDTRIP_TOPIC_ARNS: '{"alerts":"arn:aws:sns:eu-west-1:111122223333:a"}',
  ROUNDTRIP_STACK_NAME: 'Roundtrip',
  ROUNDTRIP_LOCATION: 'eu-west-1',
  ROUNDTRIP_SENDER_ADDRESS: '',
}

test('the environment that the stack gives is read; an empty sender is none', () => {
  expect(readProbeEnv({ ...env })).toEqual({
    monitorsTable: 'm',
    resultsTable: 'r',
    topicArns: { alerts: 'arn:aws:sns:eu-west-1:111122223333:a' },
    stackName: 'Roundtrip',
    location: 'eu-west-1',
  })
  const withSender = { ...env, ROUNDTRIP_SENDER_ADDRESS: 'probe@example.com' }
  expect(readProbeEnv(withSender).senderAddress).toBe('probe@example.com')
})

test('every mistake is told at once', () => {
  const read = () => readProbeEnv({ ROUNDTRIP_RESULTS_TABLE: '', ROUNDTRIP_TOPIC_ARNS: 'arn:aws:sns' })
  expect(read).toThrow(EnvironmentError)
  for (const name of ['MONITORS_TABLE', 'RESULTS_TABLE', 'TOPIC_ARNS', 'STACK_NAME', 'LOCATION']) {
    expect(read).toThrow(`ROUNDTRIP_${name}: expected`)
  }
})

test('the nightly function reads the names of both tables, and says which is missing', () => {
  const { ROUNDTRIP_MONITORS_TABLE, ROUNDTRIP_RESULTS_TABLE } = env
  expect(readNightlyEnv({ ROUNDTRIP_MONITORS_TABLE, ROUNDTRIP_RESULTS_TABLE })).toEqual({
    monitorsTable: 'm',
    resultsTable: 'r',
  })
  expect(() => readNightlyEnv({ ROUNDTRIP_MONITORS_TABLE })).toThrow('ROUNDTRIP_RESULTS_TABLE: expected')
})
