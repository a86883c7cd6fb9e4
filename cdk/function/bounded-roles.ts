import { Aspects, Aws, CfnResource, type IAspect } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

import type { StackSettings } from '../settings/settings-shape.ts'

type Bounds = Pick<StackSettings, 'permissionsBoundary' | 'rolePath'>

/**
 * Gives every role below `scope` the boundary and the path of the settings, those that CDK makes by itself
 * included, and managed policies the path: for accounts that let nobody make roles otherwise.
 */
export function boundRoles(scope: IConstruct, settings: Bounds): void {
  const { permissionsBoundary, rolePath } = settings
  if (permissionsBoundary === undefined && rolePath === undefined) return
  Aspects.of(scope).add(new Bounding(settings))
}

class Bounding implements IAspect {
  private readonly bounds: Bounds

  constructor(bounds: Bounds) {
    this.bounds = bounds
  }

  visit(node: IConstruct): void {
    // By its type: CDK makes some roles without the class for them.
    if (!CfnResource.isCfnResource(node)) return
    const { permissionsBoundary, rolePath } = this.bounds
    const isRole = node.cfnResourceType === 'AWS::IAM::Role'
    if (isRole && permissionsBoundary !== undefined) {
      node.addPropertyOverride('PermissionsBoundary', boundaryArn(permissionsBoundary))
    }
    if ((isRole || node.cfnResourceType === 'AWS::IAM::ManagedPolicy') && rolePath !== undefined) {
      node.addPropertyOverride('Path', rolePath)
    }
  }
}

function boundaryArn(policy: string): string {
  return policy.startsWith('arn:') ? policy : `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:policy/${policy}`
}
