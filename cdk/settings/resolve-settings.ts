import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import * as v from 'valibot'

import { DEFAULT_ALERT_CAP } from '../../shared/core/judging/alert-cap.ts'
import { readEmailAddress } from '../../shared/core/definition/fields/email-address.ts'
import { field, problemOf, section, taken } from '../../shared/core/definition/fields/fields.ts'
import { timeZone } from '../../shared/core/definition/fields/time-zone.ts'
import { wholeNumber } from '../../shared/core/definition/fields/text-fields.ts'
import type { Problem } from '../../shared/core/definition/monitor.ts'
import { DEFAULT_RETENTION } from '../../shared/core/history/retention.ts'
import { DEFAULT_STACK_NAME, STACK_NAME } from '../../shared/core/aws/secret-names.ts'
import type { ExistingTables, StackSettings } from './settings-shape.ts'
import { keyArn, pageUrl as page, plainUrl, runbookUrl, tableName, tags, textLike } from './aws-fields.ts'
import { builtInSenderField, builtInSenderProblems } from './built-in-sender-field.ts'
import { HOME } from '../../shared/core/location/known-locations.ts'
import { localAlertsField } from './local-alerts-field.ts'
import { localSenderField } from './local-sender-field.ts'
import { locationProblems } from './location-problems.ts'
import { defaultLocations, homeRegion, locationsField } from './locations-field.ts'
import { permissionsBoundary, rolePath } from './role-fields.ts'
import { topicsField } from './topics-field.ts'
import { trustedCertificates as certificates } from './trusted-certificates.ts'
import { wordingField } from './wording-field.ts'

/** Those of `RetentionDays` but for ever; written out, since npm start reads settings without the CDK. */
export const FUNCTION_LOG_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]

const retention = section('an object', {
  // State is rebuilt from up to a week of results, and rollups from the days before.
  resultDays: v.optional(wholeNumber('days', 7, 3650), DEFAULT_RETENTION.resultDays),
  logDays: v.optional(wholeNumber('days', 1, 3650), DEFAULT_RETENTION.logDays),
  failureLogDays: v.optional(wholeNumber('days', 1, 3650), DEFAULT_RETENTION.failureLogDays),
  functionLogDays: v.optional(
    field<RetentionDays>(
      `a number of days that CloudWatch offers (${FUNCTION_LOG_DAYS.join(', ')})`,
      (value) => typeof value === 'number' && FUNCTION_LOG_DAYS.includes(value),
    ),
    30,
  ),
})

const existingTables = v.pipe(
  section('an object with the names of both tables, monitors and results', {
    monitors: tableName,
    results: tableName,
  }) as v.GenericSchema<unknown, ExistingTables>,
  v.check(
    ({ monitors, results }) => monitors !== results,
    'expected two tables, got the same name for monitors and results',
  ),
)

const yesOrNo = field<boolean>('true or false', (value) => typeof value === 'boolean')

const schema = section('an object', {
  stackName: v.optional(
    textLike('a letter, then at most 23 letters, digits and hyphens', STACK_NAME),
    DEFAULT_STACK_NAME,
  ),
  topics: v.optional(topicsField, {}),
  subscribers: v.custom<undefined>(
    (value) => value === undefined,
    'subscribers are now listed under their topic; write topics: { alerts: { email: […], sms: […] } } instead',
  ),
  alertCap: v.optional(wholeNumber('alerts', 1, 500), DEFAULT_ALERT_CAP),
  topicsKey: v.optional(
    field<'aws' | 'own'>('"aws" or "own"', (value) => value === 'aws' || value === 'own'),
    'aws',
  ),
  homeRegion: v.optional(homeRegion),
  locations: v.optional(locationsField, {}),
  defaultLocations: v.optional(defaultLocations, [HOME]),
  senderAddress: v.optional(taken(readEmailAddress)),
  builtInSender: v.optional(builtInSenderField),
  memoryMb: v.optional(wholeNumber('MB', 128, 1024), 256),
  retention: v.optional(retention, {}),
  tags: v.optional(tags, {}),
  removalPolicy: v.optional(
    field<'retain' | 'destroy'>(
      '"retain" or "destroy"',
      (value) => value === 'retain' || value === 'destroy',
    ),
    'retain',
  ),
  heartbeatUrl: v.optional(plainUrl),
  permissionsBoundary: v.optional(permissionsBoundary),
  rolePath: v.optional(rolePath),
  secretsKeyArn: v.optional(keyArn),
  trustedCertificates: v.optional(certificates),
  existingTables: v.optional(existingTables),
  runbookUrl: v.optional(runbookUrl, 'docs/operations.md'),
  pageUrl: v.optional(page),
  wording: v.optional(wordingField, {}),
  reportZone: v.optional(timeZone, 'UTC'),
  viewersMayTest: v.optional(yesOrNo, true),
  cloudWatchDashboard: v.optional(yesOrNo, true),
  localAlerts: v.optional(localAlertsField),
  localSender: v.optional(localSenderField),
})

/** Fills in the defaults, or returns every mistake with its place. */
export function resolveSettings(
  settings: unknown,
): { ok: true; settings: StackSettings } | { ok: false; problems: readonly Problem[] } {
  const parsed = v.safeParse(schema, settings)
  const problems = [
    ...(parsed.issues ?? []).map(problemOf),
    ...locationProblems(settings),
    ...builtInSenderProblems(settings),
  ]
  if (!parsed.success || problems.length > 0) return { ok: false, problems }
  const {
    subscribers,
    homeRegion,
    senderAddress,
    builtInSender: identity,
    heartbeatUrl,
    pageUrl,
    permissionsBoundary: boundary,
    rolePath: path,
    secretsKeyArn,
    trustedCertificates = [],
    existingTables,
    localAlerts,
    localSender,
    ...rest
  } = parsed.output
  return {
    ok: true,
    settings: {
      ...rest,
      ...(homeRegion !== undefined && { homeRegion }),
      ...(senderAddress !== undefined && { senderAddress }),
      ...(senderAddress !== undefined &&
        identity !== undefined && { builtInSender: { address: senderAddress, identity } }),
      ...(heartbeatUrl !== undefined && { heartbeatUrl }),
      ...(pageUrl !== undefined && { pageUrl: pageUrl.replace(/\/+$/, '') }),
      ...(boundary !== undefined && { permissionsBoundary: boundary }),
      ...(path !== undefined && { rolePath: path }),
      ...(secretsKeyArn !== undefined && { secretsKeyArn }),
      ...(trustedCertificates.length > 0 && { trustedCertificates }),
      ...(existingTables !== undefined && { existingTables }),
      ...(localAlerts?.smtp && { localAlerts: { smtp: localAlerts.smtp } }),
      ...(localSender && { localSender }),
    },
  }
}
