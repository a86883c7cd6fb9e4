import { describe, expect, test } from 'vitest'

import { sleep } from '../../../../shared/app/concurrency/timing.ts'
import { handleRun } from '../../../../shared/app/run/handle-run.ts'
import { storedSecretText } from '../../../../shared/core/definition/stored-secret.ts'
import { MINUTE, SECOND } from '../../../../shared/core/time/units.ts'
import { failing, silent } from '../../../support/memory/mail-steps.ts'
import { processUnderTest } from '../../../support/processes/process-under-test.ts'
import {
  DEFINITION,
  MAILBOX_PASSWORD,
  type RunWorld,
  logOf,
  resultOf,
  runWorld,
} from '../../../support/worlds/run-world.ts'

const JUNK_HOST = 'imap.example.test'

/** A POP3 monitor that names an IMAP server for its junk folder, into which its message goes. */
async function junkedWorld(
  mailbox: Record<string, unknown> = {},
  change: Record<string, unknown> = {},
): Promise<RunWorld> {
  const junkServer = `imaps://${JUNK_HOST}`
  const world = await runWorld({ mailbox: { ...DEFINITION.mailbox, junkServer, ...mailbox }, ...change })
  world.mail.junks = true
  world.mail.marks = 'X-Spam-Flag: YES\r\n'
  return world
}

const notes = async (world: RunWorld) => (await logOf(world)).map(({ text }) => text).join('\n')

describe('the look of a POP3 run at the junk folder', () => {
  test('finds the message there once, before the last look, and deletes it', async () => {
    const world = await junkedWorld()
    const begunMs = world.clock.now()
    const looks: [string, number][] = []
    world.mail.on('junk.list', () => void looks.push(['junk', world.clock.now() - begunMs]))
    const result = await resultOf(world)
    expect(result).toMatchObject({
      reason: 'message-junked',
      phase: 'mailbox.search',
      detail: 'arrived after 49.8 s; X-Spam-Flag: YES',
      warnings: [],
    })
    expect(looks).toEqual([['junk', 49_750]])
    expect(await notes(world)).toContain(`the junk folder of mailbox.junkServer: imaps://${JUNK_HOST}:993\n`)
    expect(world.mail.messages).toEqual([])
  })

  test('is made where a message there is good enough', async () => {
    const world = await junkedWorld({ junk: 'ok' })
    expect(await resultOf(world)).toMatchObject({
      status: 0,
      roundTripMs: 49_750,
      resolutionMs: 49_750,
      warnings: ['found-in-junk'],
    })
  })

  test('is not made where the message is seen in time', async () => {
    const world = await junkedWorld()
    world.mail.junks = false
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
    expect(world.mail.counts['junk.open']).toBeUndefined()
  })

  test('is made by a run that is taken over after its deadline', async () => {
    const world = await junkedWorld()
    const process = processUnderTest(world.ports, { at: 'runs.replaceOpen #2', fault: 'dies after' })
    const died = Promise.race([handleRun(world.request, process.ports), process.death])
    await world.clock.runUntil(died.catch(() => undefined))
    await world.clock.advance(3 * MINUTE)
    expect(await resultOf(world)).toMatchObject({ reason: 'message-junked', warnings: ['taken-over'] })
    expect(world.mail.counts).toMatchObject({ 'smtp.submit': 1, 'junk.open': 1 })
  })

  test('leaves time for the last look at the inbox', async () => {
    const world = await junkedWorld()
    world.mail.junks = false
    world.mail.transitMs = 59 * SECOND
    world.mail.on('junk.open', (_count, signal) => sleep(world.clock, 3 * SECOND, signal))
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
    expect(world.mail.counts['junk.open']).toBe(1)
  })

  test('takes a quarter of a short timeout', async () => {
    const world = await junkedWorld({}, { timeoutSeconds: 20 })
    expect((await resultOf(world)).detail).toMatch(/^arrived after 14\.\d s/)
  })

  test('comes before the one login that is left where logins are far apart', async () => {
    const world = await junkedWorld({ secondsBetweenLogins: 40 })
    world.mail.junks = false
    world.mail.transitMs = 55 * SECOND
    expect(await resultOf(world)).toMatchObject({ status: 0 })
    expect(world.mail.counts).toMatchObject({ 'mailbox.open': 2, 'junk.open': 1 })
  })

  test('sweeps what lies there of runs before', async () => {
    const world = await junkedWorld()
    const lost = { ...world.request }
    world.mail.transitMs = Infinity
    await resultOf(world)
    world.mail.deliver(world.mail.submissions[0]?.text ?? '', true)
    await world.clock.advance(10 * MINUTE)
    world.request = { ...lost, scheduledAt: lost.scheduledAt + 12 * MINUTE }
    await world.clock.advance(2 * MINUTE)
    expect(await resultOf(world)).toMatchObject({ outcome: 'lost', warnings: ['leftovers-swept'] })
    expect(world.mail.messages).toEqual([])
  })
})

describe('what fails at that look', () => {
  test.each([
    [
      'a refused login',
      'junk.open',
      { kind: 'refused', command: 'LOGIN', responseCode: 'AUTHENTICATIONFAILED' },
      'refused the login',
    ],
    ['a closed port', 'junk.open', { kind: 'connection-refused' }, 'refused the connection'],
    ['a lost connection', 'junk.list', { kind: 'connection-lost' }, 'dropped the connection'],
  ] as const)('is a warning, never a verdict: %s', async (_what, step, evidence, words) => {
    const world = await junkedWorld()
    world.mail.on(step, failing(step, evidence))
    expect(await resultOf(world)).toMatchObject({
      outcome: 'lost',
      reason: 'message-not-delivered',
      warnings: ['junk-not-looked-into'],
    })
    expect(await notes(world)).toContain('the junk folder was not looked into: ')
    expect(await notes(world)).toContain(words)
    expect(world.mail.counts['junk.open']).toBe(1)
  })

  test('a refused login there is held against no other run', async () => {
    const world = await junkedWorld()
    const refused = { kind: 'refused', command: 'LOGIN', responseCode: 'AUTHENTICATIONFAILED' } as const
    world.mail.on('junk.open', failing('junk.open', refused))
    await resultOf(world)
    await world.clock.advance(10 * MINUTE)
    world.mail.junks = false
    world.request = { ...world.request, scheduledAt: world.request.scheduledAt + 10 * MINUTE }
    expect(await resultOf(world)).toMatchObject({ status: 0 })
  })

  test('a server that never answers takes its share of the time and no more', async () => {
    const world = await junkedWorld()
    world.mail.junks = false
    world.mail.transitMs = 58 * SECOND
    world.mail.on('junk.open', silent(world.clock))
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: ['junk-not-looked-into'] })
  })
})

describe('the host of that look', () => {
  test('is told no password that is not for it, and the log says how to change that', async () => {
    const world = await junkedWorld()
    world.secrets.set('mailbox', storedSecretText({ hosts: ['mail.example.test'], value: MAILBOX_PASSWORD }))
    expect(await resultOf(world)).toMatchObject({
      outcome: 'lost',
      warnings: ['junk-not-looked-into'],
    })
    expect(world.mail.counts['junk.open']).toBeUndefined()
    expect(await notes(world)).toContain(`mailbox.junkServer is ${JUNK_HOST}; if it is yours:`)
  })

  test('is told one that is for both', async () => {
    const world = await junkedWorld()
    const hosts = ['mail.example.test', JUNK_HOST]
    world.secrets.set('mailbox', storedSecretText({ hosts, value: MAILBOX_PASSWORD }))
    expect(await resultOf(world)).toMatchObject({ reason: 'message-junked' })
  })

  test('is told none that was changed while the run was under way', async () => {
    const world = await junkedWorld()
    world.mail.takes.mailbox = 'another one'
    world.mail.on('mailbox.open', () => void world.secrets.set('mailbox', 'another one'))
    expect(await resultOf(world)).toMatchObject({
      outcome: 'lost',
      warnings: expect.arrayContaining(['secret-re-read', 'junk-not-looked-into']) as string[],
    })
    expect(world.mail.counts['junk.open']).toBeUndefined()
  })
})
