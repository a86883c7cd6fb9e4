import { describe, expect, onTestFinished, test } from 'vitest'

import type { Opened } from '../../../../cli/opened/opened.ts'
import { openLocal } from '../../../../cli/opened/local.ts'
import { embeddedDynamoDb } from '../../../../local/store/embedded-dynamodb.ts'
import { announceEndpoint } from '../../../../shared/adapters/http-server/endpoint-file.ts'
import { randomIds } from '../../../../shared/adapters/random-ids.ts'
import { systemClock } from '../../../../shared/adapters/system-clock.ts'
import type { AlertMessage } from '../../../../shared/core/wording/alert-message.ts'
import { watch } from '../../../../shared/app/watch/watch.ts'
import { SECOND } from '../../../../shared/core/time/units.ts'
import { folder } from '../../../support/temporary-files.ts'
import { owingWorld } from '../../../support/worlds/owing-world.ts'
import { TABLES, account as accountWith } from '../../account.ts'
import { definition } from '../monitors/monitors-world.ts'
import { roundtrip } from '../../roundtrip-process.ts'
import { running, says } from '../../says.ts'
import { STACK } from '../../surroundings.ts'

const ID = '[0-9a-f]{20}'

/** The watchdog of these tables, which passes when it is told to. */
function watchdogOver({ monitors, runs }: Pick<Opened, 'monitors' | 'runs'>) {
  const published: AlertMessage[] = []
  const ports = {
    clock: systemClock,
    ids: randomIds,
    monitors,
    runs,
    publisher: {
      publish: (message: AlertMessage) => Promise.resolve({ messageId: String(published.push(message)) }),
    },
    starter: { start: () => Promise.reject(new Error('no run is past its time')) },
    definitionSource: 'file',
  } as const
  return {
    monitors,
    published,
    async pass() {
      expect((await watch(ports)).failures).toEqual([])
    },
  }
}

/** An installation that a local mode runs over this folder. */
async function runningLocally() {
  const data = await folder()
  const database = await embeddedDynamoDb({ path: data })
  await announceEndpoint(data, database)
  const opened = await openLocal(data, 'running')
  onTestFinished(async () => {
    await opened.close()
    await database.close()
  })
  return { data, ...watchdogOver(opened) }
}

/** An account with this stack, and who it says may be told. */
async function account(outputs: Record<string, string> = { AlertTopics: 'alerts,on-call' }) {
  const { env, ...stores } = await accountWith({ [STACK]: { ...TABLES, ...outputs }, Bare: {} })
  return { env, ...watchdogOver(stores) }
}

const shop = (change = {}) => ({
  monitorId: 'shop',
  managedBy: 'table' as const,
  revision: 1,
  definition: definition('shop', change),
})

describe('a test alert', () => {
  test('of local mode is owed, waited for, and said to be published once it is', async () => {
    const { data, pass, published } = await runningLocally()
    const command = roundtrip(['alerts', 'test', '--local', data])
    await command.hears(/at most 150 s/)
    expect(command.said.out).not.toContain('published')
    await pass()
    const { code, out, err } = await command.ended()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [owed, waiting, told, ...more] = out.trimEnd().split('\n')
    expect(more).toEqual([
      'topic alerts has no destination on this machine: npm start has shown it, and nobody else was told',
    ])
    expect(owed).toMatch(new RegExp(`^test alert ${ID} to topic alerts: owed in local mode in ${data}$`))
    expect(waiting).toBe('waiting for the watchdog, which runs every minute, at most 150 s …')
    expect(told).toMatch(
      new RegExp(`^published after \\d+ s: alert ${published[0]?.alertId ?? ''} to topic alerts$`),
    )
    expect(published).toMatchObject([{ topic: 'alerts', attributes: { transition: 'test' } }])
  })

  test('of a deployed stack goes to every topic of the monitor, and to the one that is named alone', async () => {
    const { env, monitors, pass, published } = await account()
    await monitors.put(shop({ alerts: [{ topic: 'alerts' }, { topic: 'on-call' }] }), undefined)
    const both = running(['alerts', 'test', 'shop'], { env })
    await both.hears(/at most 150 s/)
    const named = running(['alerts', 'test', '--topic', 'on-call', '--stack', STACK], { env })
    await named.hears(/at most 150 s/)
    await pass()
    const ended = await Promise.all([both.ended(), named.ended()])
    expect(ended.map(({ code }) => code)).toEqual([0, 0])
    expect(ended[0].out).toMatch(new RegExp(`: owed by shop in stack ${STACK} in eu-west-1$`, 'm'))
    expect(published.map(({ topic, attributes }) => [attributes.monitorId, topic]).sort()).toEqual([
      ['#alert-test', 'on-call'],
      ['shop', 'alerts'],
      ['shop', 'on-call'],
    ])
  })
})

test('a stack from before it said which topics it has is taken at your word', async () => {
  const { env, pass, published } = await account({})
  const command = running(['alerts', 'test', '--topic', 'on-call'], { env })
  await command.hears(/at most 150 s/)
  await pass()
  expect(await command.ended()).toMatchObject({ code: 0 })
  expect(published).toMatchObject([{ topic: 'on-call' }])
})

describe('what cannot be done is one sentence and exit code 1', () => {
  const refusal = async (env: Readonly<Record<string, string>>, ...args: string[]) => {
    const { code, out, err } = await says(['alerts', 'test', ...args], { env })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    return err
  }

  test('no such monitor', async () => {
    const { env, monitors } = await account()
    await monitors.put(shop(), undefined)
    expect(await refusal(env, 'shpo')).toBe(
      `roundtrip: there is no monitor "shpo" in stack ${STACK} in eu-west-1; did you mean shop?\n`,
    )
    expect(await refusal(env, '#alert-test')).toMatch(/there is no monitor "#alert-test"/)
  })

  test('no such topic, named here or by a policy', async () => {
    const { env, monitors } = await account()
    const sentence = (topic: string) =>
      `roundtrip: there is no topic "${topic}" in stack ${STACK} in eu-west-1; topics: alerts, on-call\n`
    expect(await refusal(env, '--topic', 'oncall')).toBe(sentence('oncall'))
    await monitors.put(shop({ alerts: [{ topic: 'night-shift' }] }), undefined)
    expect(await refusal(env, 'shop')).toBe(sentence('night-shift'))
  })

  test('a monitor that tells nobody', async () => {
    const { env, monitors } = await account()
    await monitors.put(shop({ alerts: [{ onError: false }] }), undefined)
    expect(await refusal(env, 'shop')).toMatch(/no policy of shop sends failures \(onError\); --topic NAME/)
  })

  test('no such stack, and one without tables', async () => {
    const { env } = await account()
    expect(await refusal(env, '--stack', 'Other')).toMatch(
      /^roundtrip: there is no stack Other in eu-west-1: /,
    )
    expect(await refusal(env, '--stack', 'Bare')).toMatch(
      /^roundtrip: stack Bare in eu-west-1 \(UPDATE_COMPLETE\) has no output MonitorsTable: /,
    )
  })

  test('no local mode that runs', async () => {
    const data = await folder()
    expect(await refusal({}, '--local', data)).toBe(
      `roundtrip: npm start is not running with ${data}, so no alert would be published: start it with npm start -- --data ${data}\n`,
    )
  })
})

describe('a test alert that is not published', () => {
  /**
   * The command within this process, by a fake clock and without a watchdog, or with one that cannot publish.
   */
  async function failing(watched: boolean, source: 'local-table' | 'table') {
    const world = await owingWorld()
    world.ports.publisher = { publish: () => Promise.reject(new Error('no such topic')) }
    const { clock, runs, monitors, ports } = world
    const opened = { monitors, runs, source, place: 'stack Mail', close: () => Promise.resolve() }
    const { said, ended } = running(['alerts', 'test'], {
      clock,
      ids: ports.ids,
      settings: () => Promise.resolve({ stackName: 'Mail' }),
      open: () => Promise.resolve(opened),
    })
    const over = ended()
    const progress = { over: false }
    void over.finally(() => (progress.over = true))
    for (let second = 1; !progress.over; second += 1) {
      await clock.advance(SECOND)
      if (watched && second % 60 === 0) await world.pass()
    }
    expect((await over).code).toBe(1)
    return said.err
  }

  test.each([
    [
      false,
      'table',
      /the watchdog of stack Mail did not pick it up; see watchdog-not-running in docs\/operations\.md/,
    ],
    [false, 'local-table', /the watchdog of stack Mail did not pick it up; does npm start still run/],
    [
      true,
      'table',
      /the watchdog tried and failed; its log says why .*, see overdue-items in docs\/operations\.md/,
    ],
    [true, 'local-table', /the watchdog tried and failed; npm start says why after "problem:"/],
  ] as const)('says what to look at: watched %s, %s', async (watched, source, words) => {
    const err = await failing(watched, source)
    expect(err).toMatch(words)
    expect(err).toMatch(
      new RegExp(`^roundtrip: alert ${ID} to topic alerts was not published within 150 s and is withdrawn: `),
    )
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })
})
