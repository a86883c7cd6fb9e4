import { afterAll, afterEach, expect, test } from 'vitest'

import { isoInstant } from '../../shared/core/time/units.ts'
import { roundtrip } from '../cli/roundtrip-process.ts'
import { fileOf } from '../support/temporary-files.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { lab } from './account/lab.ts'
import { anyStack, mail } from './account/shared-stack.ts'
import { minutesAgo } from './account/stack.ts'
import { tableMonitors } from './monitors/table-monitors.ts'

const stack = await anyStack()
const monitors = tableMonitors(stack)
afterEach(() => mail.faults.clear())
afterAll(monitors.removeAll)

/** What a command says to a pipe, in a process of its own. */
async function say(...line: string[]): Promise<string> {
  const said = await roundtrip(line, process.env as Record<string, string>).ended()
  expect(said, said.err).toMatchObject({ code: 0 })
  await lab.drain()
  return said.out
}

test('the story by command line: add, see it fail, read the log, acknowledge, mend, the month', async () => {
  const file = await fileOf('story.json', JSON.stringify([mail.monitor('story')]))
  await stack.setSecret('story', PASSWORD)
  await say('monitors', 'import', file)
  expect(await say('status', 'story')).toMatch(/^story\tunknown\t/)

  await monitors.fire('story', minutesAgo(3))
  expect(await say('status', 'story')).toMatch(/^story\tup\t/)

  mail.faults.rejectRecipient({ code: 550, text: '5.1.1 No such user' }, { times: Infinity })
  await monitors.fire('story', minutesAgo(2))
  expect(await say('status', 'story')).toMatch(/^story\tdown\t.*\trecipient-rejected\n$/)
  const [alert = ''] = (await stack.alertsOn('story')).map(({ message }) => message)
  const [, reference = ''] = /roundtrip log (story\/[\w-]+)/.exec(alert) ?? []
  expect(await say('log', reference)).toContain('550 5.1.1 No such user')
  expect(await say('show', reference)).toMatch(/^alerts +topic alerts: DOWN/m)
  expect(await say('runs', 'story', '--failed')).toContain(reference)
  expect(await say('ack', 'story', 'the host is told')).toContain('acknowledged')

  mail.faults.clear()
  await monitors.fire('story', minutesAgo(1))
  expect(await say('status', 'story')).toMatch(/^story\tup\t/)
  expect(await say('incidents', 'story')).toMatch(/^story\t.*\trecipient-rejected\talerts\t/)
  expect((await say('alerts', 'list', 'story')).split('\n').map((row) => row.split('\t')[2])).toEqual([
    'resolved',
    'opened',
    undefined,
  ])
  const month = isoInstant(minutesAgo(2)).slice(0, 7)
  const rows = await say('availability', 'story', '--month', month, '--by', 'month', '--zone', 'UTC')
  expect(rows.split('\t').slice(2, 4)).toEqual(['3', '1'])
  expect((await say('export', 'runs', 'story')).trim().split('\n')).toHaveLength(4)
})
