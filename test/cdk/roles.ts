const HERE = '${AWS::Region}:${AWS::AccountId}'
export const RULES = `arn:\${AWS::Partition}:events:${HERE}:rule/Roundtrip.*`
const SCHEDULES = `arn:\${AWS::Partition}:scheduler:${HERE}:schedule/Roundtrip-\${AWS::Region}/*`

export const PARAMETERS = `arn:\${AWS::Partition}:ssm:${HERE}:parameter/roundtrip/Roundtrip`
export const SECRETS = `arn:\${AWS::Partition}:secretsmanager:${HERE}:secret:roundtrip/Roundtrip`

const on = (resource: string, ...actions: string[]) => actions.map((action) => `${action} on ${resource}`)
const onMonitors = (...names: string[]) => names.map((name) => `dynamodb:${name} on TablesMonitors.Arn`)
const onResults = (...names: string[]) => names.map((name) => `dynamodb:${name} on TablesResults.Arn`)
const ownLogs = (id: string) => on(`${id}Logs.Arn`, 'logs:CreateLogStream', 'logs:PutLogEvents')

/** CDK's framework of a custom resource, which calls one function. */
const framework = (id: string, target: string) => [
  ...on(`${target}.Arn`, 'lambda:GetFunction', 'lambda:InvokeFunction'),
  ...on(`${target}.Arn:*`, 'lambda:InvokeFunction'),
  ...ownLogs(id),
]

/** All that each role may do, by role; whatever is not listed here fails the test. */
export const ROLES: Readonly<Record<string, readonly string[]>> = {
  ProbeRole: [
    ...onMonitors('GetItem'),
    ...onResults('DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    ...on('AlertsTopic', 'sns:Publish'),
    ...on('ProbeFunction.Arn', 'lambda:InvokeFunction'),
    ...on('TokensRenewFunction.Arn', 'lambda:InvokeFunction'),
    ...on('DeadLettersQueue.Arn', 'sqs:SendMessage'),
    ...on(`${PARAMETERS}/*`, 'ssm:GetParameters'),
    ...on(`${SECRETS}/*`, 'secretsmanager:GetSecretValue'),
    ...ownLogs('Probe'),
  ],
  // The only one that reads grants, and that writes anything into a store of secrets: tokens.
  TokensRenewRole: [
    ...onMonitors('Scan'),
    ...onResults('GetItem', 'PutItem'),
    ...on(`${PARAMETERS}/grants/*`, 'ssm:GetParameters'),
    ...on(`${PARAMETERS}/oauth/*`, 'ssm:GetParameters', 'ssm:PutParameter'),
    ...on(`${SECRETS}/grants/*`, 'secretsmanager:GetSecretValue'),
    ...ownLogs('TokensRenew'),
  ],
  // It ends runs without looking into a mailbox: no secrets.
  DeadLetterRunsRecordRole: [
    ...onMonitors('GetItem', 'Scan'),
    ...onResults('DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    ...on('AlertsTopic', 'sns:Publish'),
    ...on(
      'DeadLettersQueue.Arn',
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ReceiveMessage',
    ),
    ...ownLogs('DeadLetterRunsRecord'),
  ],
  // It invokes the probe, and who renews tokens; it holds no secrets either.
  WatchdogWatchRole: [
    ...onMonitors('GetItem'),
    // It notes on a result that its recheck passed, adds up a day that was made before, and ends a run whose
    // location is gone.
    ...onResults('DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    ...on('TablesResults.Arn/index/due', 'dynamodb:Query'),
    ...on('ProbeFunction.Arn', 'lambda:InvokeFunction'),
    ...on('TokensRenewFunction.Arn', 'lambda:InvokeFunction'),
    ...on('AlertsOperations', 'sns:GetTopicAttributes'),
    ...on('AlertsTopic', 'sns:GetTopicAttributes', 'sns:Publish'),
    ...ownLogs('WatchdogWatch'),
  ],
  ReconcilerRole: [
    ...onMonitors('GetItem', 'Scan'),
    ...onResults('DeleteItem', 'GetItem', 'PutItem', 'Query'),
    ...on(
      'TablesMonitors.StreamArn',
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
    ),
    ...on('*', 'dynamodb:ListStreams', 'scheduler:ListSchedules'),
    ...on(
      SCHEDULES,
      'scheduler:CreateSchedule',
      'scheduler:DeleteSchedule',
      'scheduler:GetSchedule',
      'scheduler:UpdateSchedule',
    ),
    ...on('SchedulesInvoker.Arn', 'iam:PassRole'),
    ...on('DeadLettersUnhandled.Arn', 'sqs:SendMessage'),
    ...ownLogs('Reconciler'),
  ],
  // What Scheduler takes on.
  SchedulesInvoker: [
    ...on('ProbeFunction.Arn', 'lambda:InvokeFunction'),
    ...on('DeadLettersQueue.Arn', 'sqs:SendMessage'),
  ],
  ReconcilerFrameworkRole: framework('ReconcilerFramework', 'ReconcilerFunction'),
  NightlyRollupRole: [
    ...onMonitors('Scan'),
    ...onResults('GetItem', 'PutItem', 'Query'),
    ...on('DeadLettersUnhandled.Arn', 'sqs:SendMessage'),
    ...ownLogs('NightlyRollup'),
  ],
  StackMonitorsSyncRole: [
    ...onMonitors('DeleteItem', 'GetItem', 'PutItem', 'Scan', 'UpdateItem'),
    ...onResults('DeleteItem'),
    ...ownLogs('StackMonitorsSync'),
  ],
  // The only one that goes by results and writes rows.
  UpgradeStepsRole: [
    ...onMonitors('GetItem', 'PutItem', 'Scan', 'UpdateItem'),
    ...onResults('GetItem', 'PutItem', 'Query'),
    ...ownLogs('UpgradeSteps'),
  ],
  UpgradeFrameworkRole: framework('UpgradeFramework', 'UpgradeStepsFunction'),
  StackMonitorsFrameworkRole: framework('StackMonitorsFramework', 'StackMonitorsSyncFunction'),
  TablesStepTablesRole: [
    ...on('${AWS::StackId}', 'cloudformation:DescribeStackResource'),
    ...on('*', 'dynamodb:ListTables'),
    ...on(`arn:\${AWS::Partition}:dynamodb:${HERE}:table/Roundtrip-Tables*`, 'dynamodb:Scan'),
    ...ownLogs('TablesStepTables'),
  ],
  TablesStepFrameworkRole: framework('TablesStepFramework', 'TablesStepTablesFunction'),
}
