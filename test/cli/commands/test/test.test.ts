import { describe, expect, test } from 'vitest'

import type { Opened, Probes } from '../../../../cli/opened/opened.ts'
import { NotStarted } from '../../../../shared/app/ports/run-starter.ts'
import { handleRun } from '../../../../shared/app/run/handle-run.ts'
import { SECOND } from '../../../../shared/core/time/units.ts'
import { type RunWorld, SMTP_PASSWORD, runWorld } from '../../../support/worlds/run-world.ts'
import { edit } from '../../../support/worlds/watched-world.ts'
import { says } from '../../says.ts'

/** A stack in memory whose probe makes each run that it is asked for. */
async function stackWorld(change: { probes?: Probes | undefined } = {}) {
  const world = await runWorld()
  const probes: Probes = {
    locations: ['local', 'eu-west-1'],
    starter: { ...NO_TRIALS, start: (request) => Promise.resolve(void handleRun(request, world.ports)) },
  }
  const { monitors, runs, clock } = world
  const close = () => Promise.resolve()
  const opened = {
    monitors,
    runs,
    source: 'file',
    place: 'stack Mail in eu-west-1',
    probes,
    close,
    ...change,
  }
  return {
    ...world,
    test: (line: string, how: Partial<Parameters<typeof says>[1]> = {}, columns?: number) =>
      clock.runUntil(
        says(
          ['test', ...line.split(' '), '--stack', 'Mail', '--zone', 'UTC'],
          { clock, open: () => Promise.resolve(opened as Opened), ...how },
          columns,
        ),
      ),
  }
}

const NO_TRIALS = { startTrial: () => Promise.reject(new Error('no trial was asked for')) }
const REF = /inbox\/20260105T120000Z_local_on-demand_[0-9a-f]{12}/

describe('roundtrip test', () => {
  test('shows both dialogues and phases as they come, then the verdict and one command', async () => {
    const world = await stackWorld()
    world.mail.transitMs = 4 * SECOND
    const { code, out, err } = await world.test('inbox')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [heading, ...lines] = out.trimEnd().split('\n')
    expect(heading).toMatch(new RegExp(`^${REF.source}, at local$`))
    expect(lines).toContainEqual(expect.stringMatching(/ smtp +connect +server +220 ready$/))
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}smtp +submit +0 ms$/))
    expect(out).toMatch(/\n\nThe test message came back in [\d.]+ s\..*\bon demand\b/)
    expect(out).toMatch(/\nresult +.*status 0/)
    expect(lines.at(-1)).toMatch(new RegExp(`^npx roundtrip show ${REF.source} --stack Mail$`))
    expect(out).not.toContain(SMTP_PASSWORD)
  })

  test.each([
    ['is lost', 1, /\nresult +LOST/],
    ['cannot be sent, for a password is missing', 3, /\nresult +INCONCLUSIVE/],
  ])('answers a message that %s with exit code %i', async (what, exit, words) => {
    const world = await stackWorld()
    if (what === 'is lost') world.mail.transitMs = Infinity
    else world.secrets.clear()
    const { code, out } = await world.test('inbox')
    expect(code).toBe(exit)
    expect(out).toMatch(words)
  })

  test('with --json prints what show prints, and nothing else', async () => {
    const world = await stackWorld()
    const { code, out, err } = await world.test('inbox --json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({
      schema: 'roundtrip.run/1',
      run: { trigger: 'on-demand', status: 0 },
    })
  })

  test('with --no-wait says how the run is named, and ends', async () => {
    const world = await stackWorld()
    const { code, out } = await world.test('inbox --no-wait --from eu-west-1')
    expect(code).toBe(0)
    expect(out).toMatch(
      /^asked for: npx roundtrip show inbox\/\S+_eu-west-1_on-demand_[0-9a-f]{12} --stack Mail\n$/,
    )
    expect((await world.test('inbox --no-wait')).out).toMatch(/^under way already: /)
    expect(JSON.parse((await world.test('inbox --no-wait --json')).out)).toMatchObject({
      schema: 'roundtrip.test/1',
      kind: 'joined',
      askedAt: '2026-01-05T12:00:00.000Z',
    })
  })

  test('stops watching at Ctrl-C, and the run goes on', async () => {
    const world = await stackWorld()
    world.mail.transitMs = 20 * SECOND
    const stopped = () => new Promise<void>((resolve) => void world.clock.after(5 * SECOND, resolve))
    const { code, err } = await world.test('inbox', { stopped })
    expect(code).toBe(130)
    expect(err).toMatch(
      new RegExp(`^stopped watching; the run goes on: npx roundtrip show ${REF.source} --stack Mail\n$`),
    )
    await world.clock.advance(30 * SECOND)
    expect(await world.runs.newestResult('inbox')).toMatchObject({ outcome: 'delivered' })
  })

  test('says while it waits that the probe may be throttled, and in the end that there was no run', async () => {
    const probes = { locations: ['eu-west-1'], starter: { ...NO_TRIALS, start: () => Promise.resolve() } }
    const { code, out, err } = await (await stackWorld({ probes })).test('inbox')
    expect(code).toBe(3)
    expect(out.match(/has not begun after 10\.0 s\. The probe at eu-west-1 may be throttled/g)).toHaveLength(
      1,
    )
    expect(err).toMatch(/^roundtrip: The run did not begin within 5 minutes\./)
  })
})

describe('no run is made, and it is said why', () => {
  test('of a monitor that there is not', async () => {
    const { code, err } = await (await stackWorld()).test('inbux')
    expect(code).toBe(1)
    expect(err).toMatch(/^roundtrip: there is no monitor "inbux" in stack Mail .*did you mean inbox\?\n$/)
  })

  test.each<[string, (world: RunWorld) => Promise<void>, RegExp]>([
    [
      'paused',
      (world) => edit(world, { pausedUntil: '2026-01-05T13:00:00Z' }),
      /is paused until 13:00 UTC: resume/,
    ],
    [
      'with mistakes',
      (world) => edit(world, { timeoutSeconds: 1 }),
      /^timeoutSeconds: expected .*\n.*has a mistake/,
    ],
  ])('of one that is %s', async (_, change, words) => {
    const world = await stackWorld()
    await change(world)
    const { code, out, err } = await world.test('inbox')
    expect({ code, out }).toEqual({ code: 3, out: '' })
    expect(err).toMatch(words)
  })

  test('at a location that there is not', async () => {
    const { code, err } = await (await stackWorld()).test('inbox --from mars')
    expect({ code, err }).toEqual({
      code: 3,
      err: 'roundtrip: there is no location mars, only: local, eu-west-1\n',
    })
  })

  test('where Lambda refuses the call', async () => {
    const refusal = new NotStarted('forbidden', 'these credentials lack the permission lambda:InvokeFunction')
    const probes = { locations: ['local'], starter: { ...NO_TRIALS, start: () => Promise.reject(refusal) } }
    const { code, err } = await (await stackWorld({ probes })).test('inbox')
    expect({ code, err }).toEqual({ code: 3, err: `roundtrip: ${refusal.message}\n` })
  })

  test('on a stack of before tests on demand', async () => {
    const { code, err } = await (await stackWorld({ probes: undefined })).test('inbox')
    expect(code).toBe(1)
    expect(err).toMatch(
      /^roundtrip: stack Mail in eu-west-1 was deployed before there were tests on demand: npx cdk deploy/,
    )
  })
})
