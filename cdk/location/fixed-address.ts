import { Annotations, ArnFormat, Fn, RemovalPolicy, Stack, Tags, Validations } from 'aws-cdk-lib'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import * as iam from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'

import { acknowledgeWildcard } from '../function/acknowledge-wildcard.ts'

/** What Lambda does with the role of a function in a VPC (Lambda Developer Guide, "Required IAM permissions"). */
const NETWORK_INTERFACES = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
]

/** The id of the line that says the price at synth; who knows it acknowledges it. */
export const FIXED_ADDRESS_PRICE = 'roundtrip:fixedAddressPrice'

/** The output with the address, for allow-lists. */
export const FIXED_ADDRESS_OUTPUT = 'FixedAddress'

/**
 * A network whose one way out is one public IPv4 address: a VPC in one zone, with a zonal NAT gateway and an
 * Elastic IP that outlives the stack, since others have it on their allow-lists. In one zone alone, as a second
 * would need a second address and a second gateway: while that zone is down, no run is made here.
 */
export class FixedAddress extends Construct {
  /** What mail servers see. */
  readonly address: string
  readonly vpc: ec2.IVpc
  readonly securityGroup: ec2.SecurityGroup

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const address = new ec2.CfnEIP(this, 'Address', { domain: 'vpc' })
    // Not where the first deploy fails: each try would leave one that is paid for and on no allow-list.
    address.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
    this.address = address.attrPublicIp
    this.vpc = network(this, address.attrAllocationId)
    this.securityGroup = new ec2.SecurityGroup(this, 'Probe', {
      vpc: this.vpc,
      description: 'The probe of Roundtrip: nothing comes in, and any TCP port of any mail server is reached',
      allowAllOutbound: false,
    })
    this.securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.allTcp(), 'Mail servers, and AWS')
    Tags.of(this).add('Name', `${Stack.of(this).stackName} ${id}`)
    Annotations.of(this).addInfoV2(
      FIXED_ADDRESS_PRICE,
      `The fixed address of ${Stack.of(this).stackName} costs about $36.00 a month (NAT gateway and public address, us-east-1), and $0.045 for each GB through it`,
    )
  }

  /**
   * Lets Lambda attach the function of this name to the network by its role, and keeps the function's own code
   * from doing so. The network interfaces are taken away by this role too: it stands until after subnet and
   * security group are gone, which cannot go before those.
   */
  letIn(role: iam.Role, functionName: string): void {
    const functionArn = Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: functionName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
    const actions = [...NETWORK_INTERFACES]
    const policy = new iam.Policy(this, 'Interfaces', {
      roles: [role],
      statements: [
        new iam.PolicyStatement({ actions, resources: ['*'] }),
        new iam.PolicyStatement({
          effect: iam.Effect.DENY,
          actions,
          resources: ['*'],
          conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
        }),
      ],
    })
    acknowledgeWildcard(
      policy,
      '*',
      'Lambda asks for these on all resources, and checks so when it attaches.',
    )
    for (const held of [this.securityGroup, ...this.vpc.privateSubnets]) held.node.addDependency(policy)
  }
}

/** Asks for nothing at synth: the zone is the Region's first, whichever that is called. */
function network(scope: Construct, allocationId: string): ec2.IVpc {
  const vpc = new ec2.Vpc(scope, 'Network', {
    ipAddresses: ec2.IpAddresses.cidr('10.0.0.0/24'),
    availabilityZones: [Fn.select(0, Fn.getAzs())],
    natGateways: 1,
    natGatewayProvider: ec2.NatProvider.gateway({ eipAllocationIds: [allocationId] }),
    subnetConfiguration: [
      { name: 'Public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 28, mapPublicIpOnLaunch: false },
      { name: 'Probe', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 25 },
    ],
    // Free, and what goes through them does not pay for the gateway.
    gatewayEndpoints: {
      Tables: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB },
      Objects: { service: ec2.GatewayVpcEndpointAwsService.S3 },
    },
    // CDK would change the default group by a function with rights on groups; nothing is in that group.
    restrictDefaultSecurityGroup: false,
  })
  Validations.of(vpc).acknowledge({
    id: 'AwsSolutions-VPC7',
    reason: 'Nothing listens in this network, and each run keeps the log of what it connected to.',
  })
  // Its types were made without exactOptionalPropertyTypes.
  return vpc as ec2.IVpc
}
