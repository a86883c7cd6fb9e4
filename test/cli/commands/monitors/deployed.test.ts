import { describe, expect, onTestFinished, test } from 'vitest'

import { recordingEndpoint } from '../../../support/aws/recording-endpoint.ts'
import { fileOf } from '../../../support/temporary-files.ts'
import { NOBODY, account } from '../../account.ts'
import { roundtrip } from '../../roundtrip-process.ts'
import { says } from '../../says.ts'
import { STACK } from '../../surroundings.ts'
import { definition } from './monitors-world.ts'
import { longTest } from '../../../support/thorough.ts'

longTest(
  'monitors of a deployed stack are imported, listed, paused and removed, with its table found by the stack’s name',
  async () => {
    const { env, monitors } = await account()
    const file = await fileOf('mine.json', JSON.stringify([definition('shop'), definition('blog')]))
    const say = (...args: string[]) => says(['monitors', ...args], { env })
    expect(await roundtrip(['monitors', 'import', file], env).ended()).toEqual({
      code: 0,
      out: 'added 2: shop, blog\n',
      err: '',
    })
    expect(await say('pause', 'shop', '--stack', 'Mail')).toEqual({
      code: 0,
      out: 'shop: paused until resumed\n',
      err: '',
    })
    const { out } = await say('list')
    expect(out).toMatch(/^blog\t.*\tenabled\t.*\nshop\t.*\tpaused until resumed\t/m)
    expect(await say('remove', 'shop', '--yes')).toMatchObject({ code: 0 })
    expect((await monitors.list()).map(({ monitorId, managedBy }) => [monitorId, managedBy])).toEqual([
      ['blog', 'table'],
    ])
  },
)

describe('the locations of a monitor', () => {
  const arn = (service: string, name: string) => `arn:aws:${service}:eu-central-1:111122223333:${name}`
  const BERLIN = {
    name: 'berlin',
    kind: 'fixed-address',
    region: 'eu-central-1',
    probeArn: arn('lambda', 'function:Roundtrip-berlin-probe'),
    groupName: 'Roundtrip-berlin',
    roleArn: 'arn:aws:iam::111122223333:role/Roundtrip-berlin-schedules',
    deadLettersArn: arn('sqs', 'Roundtrip-berlin-dead-letters'),
    unhandledArn: arn('sqs', 'Roundtrip-berlin-unhandled'),
    version: '0.1.0',
    registeredAt: 0,
  } as const
  const OPTIONS = [
    ...['--email', 'probe@example.com', '--mailbox', 'pop3s://pop.example.com', '--userid', 'probe'],
    ...['--password-ref', 'ssm:shop', '--smtp', 'smtp://smtp.example.com:587'],
  ]
  const UNKNOWN = /locations\[0\]: expected one of home, berlin, got "berlim"; did you mean berlin\?/

  test('are those that have registered at its stack, by options and in a file', async () => {
    const { env, monitors, runs } = await account()
    await runs.putLocation(BERLIN)
    const say = (...args: string[]) => says(['monitors', ...args], { env })
    const from = (name: string) => ['--set', `locations=["${name}"]`]
    const refused = await say('add', 'shop', ...OPTIONS, ...from('berlim'))
    expect(refused).toMatchObject({ code: 2, err: expect.stringMatching(UNKNOWN) as string })
    for (const command of ['add', 'import']) {
      const file = await fileOf(
        'mine.json',
        JSON.stringify([{ ...definition('shop'), locations: ['berlim'] }]),
      )
      expect((await say(command, file)).err).toMatch(UNKNOWN)
    }
    expect(await monitors.list()).toEqual([])
    expect(await say('add', 'shop', ...OPTIONS, ...from('berlin'))).toMatchObject({ code: 0 })
    expect(await say('add', 'blog', ...OPTIONS, ...from('home'))).toMatchObject({ code: 0 })
    expect((await say('edit', 'blog', ...from('berlim'))).err).toMatch(UNKNOWN)
    expect(await say('edit', 'blog', ...from('berlin'))).toMatchObject({ code: 0 })
  })
})

longTest('of two who edit the same monitor at once one wins, and the other is told', async () => {
  const { env, monitors } = await account()
  await monitors.put(
    { monitorId: 'shop', managedBy: 'table', revision: 1, definition: definition('shop') },
    undefined,
  )
  const intervals = [6, 7, 8, 9, 11, 12]
  const ended = await Promise.all(
    intervals.map((minutes) =>
      says(['monitors', 'edit', 'shop', '--set', `intervalMinutes=${String(minutes)}`], { env }),
    ),
  )
  const row = await monitors.find('shop')
  const winners = ended.filter(({ code }) => code === 0)
  expect(row?.revision).toBe(1 + winners.length)
  for (const { code, out, err } of ended) {
    if (code === 0) expect(out).toBe('shop: changed\n')
    else expect(err).toMatch(/^roundtrip: somebody else has changed shop meanwhile: nothing was changed; /)
  }
})

test('of many who pause and resume at once none loses', async () => {
  const { env, monitors } = await account()
  await monitors.put(
    { monitorId: 'shop', managedBy: 'stack', revision: 1, definition: definition('shop') },
    undefined,
  )
  const ended = await Promise.all(
    ['1h', '2h', '3h'].map((time) => says(['monitors', 'pause', 'shop', '--for', time], { env })),
  )
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(await monitors.find('shop')).toMatchObject({ managedBy: 'stack', revision: 4 })
})

describe('what AWS has not, or does not allow, is one sentence and exit code 1', () => {
  const refusal = async (env: Readonly<Record<string, string>>, ...args: string[]) => {
    const { code, out, err } = await says(['monitors', ...args], { env })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    return err
  }

  test('no such stack', async () => {
    const { env } = await account({})
    expect(await refusal(env, 'list')).toBe(
      `roundtrip: there is no stack ${STACK} in eu-west-1: npx cdk deploy makes it; --local [DIR] is for this machine\n`,
    )
  })

  test('a stack without tables', async () => {
    const { env } = await account({ Other: {} })
    expect(await refusal(env, 'list', '--stack', 'Other')).toMatch(
      /^roundtrip: stack Other in eu-west-1 \(UPDATE_COMPLETE\) has no output MonitorsTable: /,
    )
  })

  test('no right to look', async () => {
    const { env } = await account('denied')
    expect(await refusal(env, 'list')).toMatch(
      /^roundtrip: AWS does not allow you cloudformation:DescribeStacks: the stack's policy look does\n$/,
    )
  })

  test('no right to write', async () => {
    const { env } = await account()
    const denial = {
      __type: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::1:assumed-role/a/b is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:eu-west-1:1:table/rows because no identity-based policy allows it',
    }
    const denying = await recordingEndpoint(() => ({ status: 400, body: JSON.stringify(denial) }))
    onTestFinished(() => denying.close())
    expect(await refusal({ ...env, AWS_ENDPOINT_URL_DYNAMODB: denying.url }, 'pause', 'shop')).toBe(
      `roundtrip: AWS does not allow you dynamodb:GetItem on table/rows: the policy ${STACK}-eu-west-1-operate does\n`,
    )
  })

  test('nobody who answers', async () => {
    const { env } = await account()
    const gone = await recordingEndpoint(() => undefined)
    await gone.close()
    expect(await refusal({ ...env, AWS_ENDPOINT_URL_CLOUDFORMATION: gone.url }, 'list')).toMatch(
      /^roundtrip: AWS cannot be reached: connect ECONNREFUSED/,
    )
  })

  test('no Region', async () => {
    expect(await refusal({ ...NOBODY, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }, 'list')).toMatch(
      /^roundtrip: no AWS Region is set; set AWS_REGION; or --local\b.*\n$/,
    )
  })

  test('no credentials', async () => {
    const { env } = await account()
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...nobody } = env
    expect(await refusal(nobody, 'list')).toMatch(/^roundtrip: no AWS credentials that work were found/)
  })
})
