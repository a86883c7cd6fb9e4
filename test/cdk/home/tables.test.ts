import { describe, expect, test } from 'vitest'

import { readable, templateOf } from '../synthesized.ts'

interface Table {
  DependsOn?: string[]
}

const properties = (of: ReturnType<typeof templateOf>) =>
  Object.values(of.findResources('Custom::RoundtripTables')).map(
    ({ Properties }: Record<string, unknown>) => Properties as Record<string, unknown>,
  )

describe('the tables that a stack makes', () => {
  const template = templateOf()

  test('come after a look at what an earlier stack left', () => {
    const tables = Object.entries(template.findResources('AWS::DynamoDB::Table')) as [string, Table][]
    expect(tables).toHaveLength(2)
    for (const [, { DependsOn }] of tables) {
      expect(DependsOn).toContainEqual(expect.stringMatching(/^TablesStep[0-9A-F]{8}$/))
    }
    const [monitors = ''] = tables.map(([id]) => id).filter((id) => id.startsWith('TablesMonitors'))
    expect(properties(template)).toMatchObject([{ LogicalId: monitors }])
  })

  test('keep their logical ids, by which an upgrade finds them', () => {
    expect(Object.keys(template.findResources('AWS::DynamoDB::Table')).sort()).toEqual([
      'TablesMonitors0FE4D798',
      'TablesResultsD85FCDF1',
    ])
  })
})

describe('with existingTables', () => {
  const template = templateOf({
    settings: { existingTables: { monitors: 'Old-Monitors', results: 'Old-Results' } },
  })

  test('the stack makes no table, and takes those up first', () => {
    template.resourceCountIs('AWS::DynamoDB::Table', 0)
    expect(properties(template)).toMatchObject([
      { Existing: { Monitors: 'Old-Monitors', Results: 'Old-Results' } },
    ])
  })

  test('it follows the stream that was found or switched on', () => {
    const mappings = Object.values(template.findResources('AWS::Lambda::EventSourceMapping')).map(
      ({ Properties }: Record<string, { EventSourceArn: unknown }>) => readable(Properties?.EventSourceArn),
    )
    expect(mappings).toContain('TablesStep.MonitorsStreamArn')
  })

  test('the look may touch these two tables and no other', () => {
    const policies = JSON.stringify(template.findResources('AWS::IAM::Policy'))
    expect(policies).not.toContain('dynamodb:ListTables')
    expect(
      policies.match(/table\/Old-[A-Za-z]+/g)?.every((name) => /Old-(Monitors|Results)$/.test(name)),
    ).toBe(true)
  })
})
