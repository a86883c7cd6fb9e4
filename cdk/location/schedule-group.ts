import { Aws } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import type * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

import type { LocationSchedules } from '../../functions/contract.ts'
import type { StackSettings } from '../settings/settings-shape.ts'

export interface ScheduleGroupProps {
  settings: StackSettings
  /** The location whose schedules these are, and the function that is that location. */
  location: string
  probe: lambda.IFunction
  deadLetters: sqs.IQueue
  /** Default: what CloudFormation makes up. */
  roleName?: string
}

/**
 * Where one location's schedules of the table's monitors are put, and the role that Scheduler takes on for
 * them.
 */
export class ScheduleGroup extends Construct {
  /** It goes with its stack, and takes its schedules along. */
  readonly group: CfnScheduleGroup
  /** What home must know to put schedules here. */
  readonly entry: LocationSchedules

  constructor(scope: Construct, id: string, props: ScheduleGroupProps) {
    super(scope, id)
    const { settings, location, probe, deadLetters, roleName } = props
    const groupName = `${settings.stackName}-${location}`
    this.group = new CfnScheduleGroup(this, 'Group', { name: groupName })
    // To start the runs of this one group; nobody else can take it on.
    const invoker = new iam.Role(this, 'Invoker', {
      ...(roleName !== undefined && { roleName }),
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': this.group.attrArn },
        },
      }),
    })
    invoker.addToPolicy(
      new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [probe.functionArn] }),
    )
    invoker.addToPolicy(
      new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
    )
    this.entry = {
      location,
      groupName,
      probeArn: probe.functionArn,
      roleArn: invoker.roleArn,
      deadLettersArn: deadLetters.queueArn,
    }
  }
}
