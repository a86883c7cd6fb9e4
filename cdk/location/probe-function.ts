import { Duration } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

import type { Constants, EnvironmentOf } from '../../functions/contract.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import type { FixedAddress } from './fixed-address.ts'
import { type RecordingProps, allowRecording, recordingVariables } from './recording.ts'
import { allowSecrets } from './secret-access.ts'
import { allowSending } from './sending-access.ts'

export interface ProbeFunctionProps extends RecordingProps {
  deadLetters: sqs.IQueue
  /** Default: what CloudFormation makes up. */
  functionName?: string
  /** With a name: the network that it is in, if it has one fixed address. */
  fixedAddress?: FixedAddress
}

/** The function that performs the runs of one location, and what it may do. */
export class ProbeFunction extends Construct {
  readonly function: lambda.Function

  constructor(scope: Construct, id: string, props: ProbeFunctionProps) {
    super(scope, id)
    const { settings, home, functionName, fixedAddress } = props
    const bundled = new BundledFunction(this, 'Default', {
      ...(functionName !== undefined && { functionName }),
      ...(fixedAddress && { vpc: fixedAddress.vpc, securityGroups: [fixedAddress.securityGroup] }),
      entry: 'functions/probe/index.ts',
      startsQuickly: true,
      description: 'Performs the runs of Roundtrip at this location',
      memoryMb: settings.memoryMb,
      logDays: settings.retention.functionLogDays,
      // The longest timeout of a monitor is 300 s; the rest is for recording and telling.
      timeout: Duration.seconds(360),
      maxEventAge: Duration.minutes(5),
      retryAttempts: 2,
      deadLetterQueue: props.deadLetters,
      ...(settings.trustedCertificates && { constants: trusting(settings.trustedCertificates) }),
      environment: {
        ...recordingVariables(this, props),
        ROUNDTRIP_SENDER_ADDRESS: settings.senderAddress ?? '',
        ROUNDTRIP_TOKENS_FUNCTION: home.tokensArn,
      } satisfies EnvironmentOf<'probe'>,
    })
    this.function = bundled.function
    if (functionName !== undefined) fixedAddress?.letIn(bundled.role, functionName)
    // A row of before may mean something else to this version.
    this.function.node.addDependency(home.upgraded)

    bundled.allow(['dynamodb:GetItem'], home.tables.monitors.tableArn)
    allowRecording(bundled, home)
    allowSecrets(bundled, settings, home.region)
    allowSending(bundled, settings, home.region)
    bundled.allow(['lambda:InvokeFunction'], home.tokensArn)
    // A policy of its own: the function waits for its role's other policies, and this one waits for the
    // function.
    new iam.Policy(this, 'Rechecks', {
      roles: [bundled.role],
      statements: [
        new iam.PolicyStatement({
          actions: ['lambda:InvokeFunction'],
          resources: [this.function.functionArn],
        }),
      ],
    })
  }
}

function trusting(certificates: readonly Buffer[]) {
  const TRUSTED_CERTIFICATES = certificates.map((der) => der.toString('base64')).join()
  return { TRUSTED_CERTIFICATES } satisfies Constants
}
