import { SchedulerClient } from '@aws-sdk/client-scheduler'

import { schedulerSchedules } from '../../shared/adapters/aws/scheduler-schedules.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { memorySchedules } from '../support/memory/memory-schedules.ts'
import { FAKE_AWS } from '../support/aws/recording-endpoint.ts'
import { type StoredSchedule, schedulerEndpoint } from '../support/aws/scheduler-endpoint.ts'
import { schedulesContract } from './schedules.ts'

const TARGET = {
  groupName: 'Roundtrip-eu-west-1',
  probeArn: 'arn:probe',
  roleArn: 'arn:role',
  deadLettersArn: 'arn:queue',
}

schedulesContract('the schedules in memory', () => {
  const schedules = memorySchedules()
  return Promise.resolve({
    schedules,
    standing: (monitorId) => Promise.resolve(schedules.standing.get(`eu-west-1 ${monitorId}`)),
    close: () => Promise.resolve(),
  })
})

schedulesContract('the schedules of EventBridge Scheduler', async () => {
  const stored = new Map<string, StoredSchedule>()
  const endpoint = await schedulerEndpoint(stored)
  const client = new SchedulerClient({ ...FAKE_AWS, endpoint: endpoint.url })
  return {
    schedules: schedulerSchedules({
      clientOf: () => client,
      clock: systemClock,
      targets: { 'eu-west-1': TARGET },
    }),
    standing: (monitorId) => {
      const found = stored.get(`Roundtrip-eu-west-1/${monitorId}`)
      const minutes = /^rate\((\d+) minutes?\)$/.exec(String(found?.ScheduleExpression))?.[1]
      return Promise.resolve(
        found && {
          monitorId: found.Name,
          location: 'eu-west-1',
          intervalMinutes: Number(minutes),
          enabled: found.State === 'ENABLED',
        },
      )
    },
    async close() {
      client.destroy()
      await endpoint.close()
    },
  }
})
