import {
  grantParameterName,
  managedGrantName,
  managedSecretName,
  secretParameterName,
  tokenParameterName,
} from '../../../shared/core/aws/secret-names.ts'
import { isoInstant } from '../../../shared/core/time/units.ts'
import { type Resource, lab } from '../account/lab.ts'
import { stackWith } from '../account/shared-stack.ts'
import { somebodyElse } from '../account/somebody-else.ts'
import { minutesAgo } from '../account/stack.ts'
import {
  type Attempts,
  deleteItem,
  getItem,
  invoke,
  listSchedules,
  listTables,
  makeSchedule,
  publish,
  putItem,
  queryDue,
  queryItems,
  readManagedSecret,
  readSecret,
  removeSchedule,
  scanItems,
  sendMessage,
  setManagedSecret,
  setSecret,
  subscribe,
  takeMessages,
  unprotectTable,
} from '../faults/attempts.ts'

export const stack = await stackWith()
export const other = await somebodyElse()

const resources = (await lab.resources()).filter((one) => one.stack === stack.name)
function find(type: string, logicalId: string): Resource {
  const found = resources.find((one) => one.type === type && one.logicalId.startsWith(logicalId))
  if (!found) throw new Error(`the stack has no ${type} ${logicalId}`)
  return found
}
export const ownFunction = (logicalId: string) => find('AWS::Lambda::Function', logicalId).id
const arnOf = (type: string, logicalId: string) => String(find(type, logicalId).attributes.Arn)

const [monitors, results] = [stack.output('MonitorsTable'), stack.output('ResultsTable')]
export const [alerts, operations] = [stack.output('AlertTopic'), stack.output('OperationsTopic')]
const probe = stack.output('ProbeFunction')
const letters = find('AWS::SQS::Queue', 'DeadLettersQueue').id
const unhandled = find('AWS::SQS::Queue', 'DeadLettersUnhandled').id
export const group = `${stack.name}-${stack.location}`
const Arn = arnOf('AWS::Lambda::Function', 'Probe')
const asInvoker = { Arn, RoleArn: arnOf('AWS::IAM::Role', 'SchedulesInvoker') }
export const asProbe = { Arn, RoleArn: arnOf('AWS::IAM::Role', 'Probe') }

const ownSecret = secretParameterName(stack.name, 'orders')
export const ownManagedSecret = managedSecretName(stack.name, 'vault')
const ownGrant = grantParameterName(stack.name, 'inbox')
export const ownManagedGrant = managedGrantName(stack.name, 'vault')
const [accessToken, refreshToken] = (['access', 'refresh'] as const).map((which) =>
  tokenParameterName(stack.name, which, { store: 'ssm', name: 'inbox' }),
) as [string, string]
const monitor = { monitorId: { S: 'orders' } }
const scratchMonitor = { monitorId: { S: 'scratch' } }
const item = { ...monitor, sortKey: { S: 'state' } }
const scratch = { monitorId: { S: '#permissions' }, sortKey: { S: 'scratch' } }
const aRun = { monitorId: 'nobody', location: stack.location, scheduledAt: isoInstant(minutesAgo(1)) }

/** What no function may do, whatever its work. */
export const NOBODY: Attempts = {
  "read another stack's secret": readSecret(other.secret),
  "read another stack's secret in Secrets Manager": readManagedSecret(other.managedSecret),
  'read a secret whose path only begins like its own': readSecret(
    secretParameterName(`${stack.name}2`, 'orders'),
  ),
  'set a secret': setSecret(ownSecret),
  'set a secret in Secrets Manager': setManagedSecret(ownManagedSecret),
  'set a grant': setSecret(ownGrant),
  'set a grant in Secrets Manager': setManagedSecret(ownManagedGrant),
  'read another table': getItem(other.table, item),
  'write into another table': putItem(other.table, item),
  'let a table be deleted': unprotectTable(monitors),
  'publish to another topic': publish(other.topic),
  'publish to the operations topic': publish(operations),
  'subscribe to the alerts': subscribe(alerts),
  'start another function': invoke(ownFunction('Watchdog')),
  "make another's schedule": makeSchedule(other.group, asInvoker),
  "remove another's schedule": removeSchedule(other.group),
  "take another's messages": takeMessages(other.queue),
  'send to another queue': sendMessage(other.queue),
  'take what was put aside': takeMessages(unhandled),
}

/** What some function may do, tried with every one. */
export const ABLE = {
  secrets: {
    "read its stack's secrets": readSecret(ownSecret),
    "read its stack's secrets in Secrets Manager": readManagedSecret(ownManagedSecret),
  },
  readGrants: {
    'read a grant': readSecret(ownGrant),
    'read a grant in Secrets Manager': readManagedSecret(ownManagedGrant),
    'read a refresh token': readSecret(refreshToken),
  },
  readTokens: { 'read an access token': readSecret(accessToken) },
  keepTokens: {
    'store an access token': setSecret(accessToken),
    'store a refresh token': setSecret(refreshToken),
  },
  askForTokens: { 'ask for a token': invoke(ownFunction('TokensRenew'), { grant: 'ssm:nobody' }) },
  schedules: {
    'make a schedule': makeSchedule(group, asInvoker),
    'remove a schedule': removeSchedule(group),
    'list schedules': listSchedules(group),
  },
  readMonitor: { 'read a monitor': getItem(monitors, monitor) },
  listMonitors: { 'list the monitors': scanItems(monitors) },
  changeMonitors: { 'change a monitor': putItem(monitors, scratchMonitor) },
  removeMonitors: { 'remove a monitor': deleteItem(monitors, scratchMonitor) },
  readState: { 'read a state': getItem(results, item) },
  readResults: { 'read results': queryItems(results, 'orders') },
  listResults: { 'list the results': scanItems(results) },
  writeResults: { 'write results': putItem(results, scratch) },
  removeItems: { 'remove items': deleteItem(results, scratch) },
  findDue: { 'find what is due': queryDue(results) },
  alert: { 'publish an alert': publish(alerts) },
  startRun: { 'start a run': invoke(probe, aRun) },
  takeLetters: { 'take dead letters': takeMessages(letters) },
  listTables: { 'list tables': listTables },
} satisfies Record<string, Attempts>
