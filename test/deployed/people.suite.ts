import { afterAll, describe, expect, test } from 'vitest'

import { roundtrip } from '../cli/roundtrip-process.ts'
import { personWith } from './account/person.ts'
import { lab } from './account/lab.ts'
import { anyStack, mail } from './account/shared-stack.ts'
import { minutesAgo } from './account/stack.ts'
import { tableMonitors } from './monitors/table-monitors.ts'

const stack = await anyStack()
const monitors = tableMonitors(stack)
const people = {
  look: await personWith('look', stack.output('LookPolicy')),
  operate: await personWith('operate', stack.output('OperatePolicy')),
  administer: await personWith('administer', stack.output('AdministerPolicy')),
}

await monitors.put('people')
await monitors.fire('people', minutesAgo(3))
mail.faults.rejectRecipient({ code: 550, text: '5.1.1 No such user' }, { times: Infinity })
const { result } = await monitors.fire('people', minutesAgo(2))
mail.faults.clear()
const RUN = `people/${result?.runId ?? ''}`

afterAll(async () => {
  await Promise.all(Object.values(people).map((person) => person.leave()))
  await monitors.removeAll()
  await stack.removeSecret('of-people')
})

type Who = keyof typeof people

async function said(who: Who, line: readonly string[], input?: string) {
  return roundtrip(line, people[who].env, input).ended()
}

/** Every command that looks. */
const LOOKING = [
  ['status'],
  ['status', 'people'],
  ['runs', 'people'],
  ['show', 'people'],
  ['show', RUN],
  ['log', RUN],
  ['availability'],
  ['availability', 'people'],
  ['incidents'],
  ['incidents', 'people'],
  ['export', 'runs', 'people'],
  ['monitors', 'list'],
  ['monitors', 'show', 'people'],
  ['monitors', 'export'],
  ['maintenance', 'list'],
  ['secrets', 'list'],
  ['alerts', 'list'],
]

const imported = JSON.stringify([mail.monitor('people-new')])

interface Change {
  line: readonly string[]
  input?: string
  /** What AWS refuses whoever may not. */
  action: string
  /**
   * Refused to operators by the attributes that it names alone, to which this account holds nobody; the test
   * of operated attributes shows which those are.
   */
  byAttributes?: true
}

/** Every command that changes something, in an order in which each has something to change. */
const OPERATING: readonly Change[] = [
  { line: ['monitors', 'pause', 'people'], action: 'dynamodb:UpdateItem' },
  { line: ['monitors', 'resume', 'people'], action: 'dynamodb:UpdateItem' },
  { line: ['maintenance', 'add', 'people', '--for', '5m'], action: 'dynamodb:UpdateItem' },
  { line: ['maintenance', 'remove', 'people', '--all'], action: 'dynamodb:UpdateItem' },
  { line: ['maintenance', 'add', '--tag', 'web', '--for', '5m'], action: 'dynamodb:PutItem' },
  { line: ['ack', 'people', 'on it'], action: 'dynamodb:PutItem' },
]
const ADMINISTERING: readonly Change[] = [
  { line: ['monitors', 'import', '-'], input: imported, action: 'dynamodb:PutItem' },
  {
    line: ['monitors', 'edit', 'people', '--set', 'name=Renamed'],
    action: 'dynamodb:UpdateItem',
    byAttributes: true,
  },
  { line: ['secrets', 'set', 'of-people', '--host', '127.0.0.1'], input: 'x\n', action: 'ssm:PutParameter' },
  {
    line: ['secrets', 'set', 'of-people', '--secretsmanager', '--host', '127.0.0.1'],
    input: 'x\n',
    action: 'secretsmanager:CreateSecret',
  },
  { line: ['monitors', 'remove', 'people-new', '--yes'], action: 'dynamodb:DeleteItem' },
]

const title = ({ line }: Change) => line.slice(0, 4).join(' ')

test.each(LOOKING.map((line) => [line.join(' '), line] as const))('who may look sees %s', async (_, line) => {
  const { code, out, err } = await said('look', line)
  expect(err).not.toContain('AWS')
  expect(code).toBe(0)
  expect(`${out}${err}`).not.toBe('')
})

/** One sentence, with the action and the policy that has it. */
async function refused(who: Who, { line, input, action }: Change, needs: Who) {
  const { code, out, err } = await said(who, line, input)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/^roundtrip: [^\n]+\n$/)
  expect(err).toContain(`AWS does not allow you ${action} on `)
  expect(err).toContain(`: the policy ${stack.name}-${stack.location}-${needs} does`)
}

async function done(who: Who, { line, input }: Change) {
  const { code, err } = await said(who, line, input)
  expect(err).toBe('')
  expect(code).toBe(0)
}

describe('each change, first by who may not and then by who may', () => {
  test.each(OPERATING.map((change) => [title(change), change] as const))('operate: %s', async (_, change) => {
    await refused('look', change, 'operate')
    await done('operate', change)
  })

  test('operate: alerts test', async () => {
    await refused('look', { line: ['alerts', 'test'], action: 'dynamodb:PutItem' }, 'operate')
    const testing = roundtrip(['alerts', 'test'], people.operate.env)
    await testing.hears(/waiting for the watchdog/)
    await lab.fire({ rule: 'WatchdogEveryMinute' })
    expect(await testing.ended()).toMatchObject({ code: 0, err: '' })
  })

  test.each(ADMINISTERING.map((change) => [title(change), change] as const))(
    'administer: %s',
    async (_, change) => {
      // What is not there yet cannot be refused to be removed.
      await refused('look', change, 'administer')
      if (!change.byAttributes) await refused('operate', change, 'administer')
      await done('administer', change)
    },
  )
})

// The account holds nobody to rights on CloudFormation, which is asked first.
test('who has none of the policies is told which one it takes', async () => {
  const nobody = await personWith('nobody', 'arn:aws:iam::aws:policy/AWSSupportAccess')
  try {
    const { code, err } = await roundtrip(['status'], nobody.env).ended()
    expect(code).toBe(1)
    expect(err).toMatch(
      /^roundtrip: AWS does not allow you dynamodb:Scan on table\/\S+: the policy \S+-look does\n$/,
    )
  } finally {
    await nobody.leave()
  }
})
