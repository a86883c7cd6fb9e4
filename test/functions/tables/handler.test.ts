import { expect, test } from 'vitest'

import { tablesHandler } from '../../../functions/tables/handler.ts'
import type { TableCatalog } from '../../../shared/app/ports/tables.ts'

const FORGOTTEN = ['Roundtrip-TablesMonitorsAB-1', 'Roundtrip-TablesResultsCD-2']
const catalog: TableCatalog = {
  names: (prefix) => Promise.resolve(FORGOTTEN.filter((name) => name.startsWith(prefix))),
  isEmpty: () => Promise.resolve(false),
  find: (name) =>
    Promise.resolve(
      name === 'm'
        ? { keys: ['monitorId'], indexes: {} }
        : {
            keys: ['monitorId', 'sortKey'],
            indexes: { due: ['dueShard', 'dueAt'], incidents: ['month', 'openedAt'] },
          },
    ),
  bringUp: (name, { stream }) => Promise.resolve(stream ? `arn:${name}` : undefined),
}

function handle(RequestType: string, ResourceProperties: object, own: string[] = []) {
  const hasResource = (_stackId: string, logicalId: string) => Promise.resolve(own.includes(logicalId))
  const handler = tablesHandler({ catalog, tablePrefix: 'Roundtrip-Tables', hasResource })
  const properties = { ServiceToken: 'arn', ...ResourceProperties }
  return handler({ RequestType, StackId: 'arn:stack', ResourceProperties: properties })
}

test('a new stack is not made beside the tables of an earlier one', async () => {
  await expect(handle('Create', { LogicalId: 'Monitors' })).rejects.toThrow('tables of an earlier stack')
})

test('a stack that has its tables keeps them', async () => {
  expect(await handle('Create', { LogicalId: 'Monitors' }, ['Monitors'])).toEqual({
    PhysicalResourceId: 'tables',
  })
})

test('with existing tables those are taken up, and their stream is told', async () => {
  expect(await handle('Create', { Existing: { Monitors: 'm', Results: 'r' } })).toEqual({
    PhysicalResourceId: 'tables',
    Data: { MonitorsStreamArn: 'arn:m' },
  })
})

test('deleting the stack touches no table', async () => {
  expect(await handle('Delete', { LogicalId: 'Monitors' })).toEqual({ PhysicalResourceId: 'tables' })
})

test('any other event is refused', async () => {
  await expect(handle('Peek', {})).rejects.toThrow('not an event of the stack')
})
