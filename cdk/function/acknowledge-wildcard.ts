import { Stack, Validations } from 'aws-cdk-lib'
import type * as iam from 'aws-cdk-lib/aws-iam'

/**
 * Says to cdk-nag why a role may act on everything that begins alike (rule AwsSolutions-IAM5): on this
 * `resource` alone, which is written as in the role's statement. Put it beside that statement.
 */
export function acknowledgeWildcard(role: iam.IRole, resource: string, reason: string): void {
  const written = asNagWrites(Stack.of(role).resolve(resource))
  Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${written}]`, reason })
}

/** References in angle brackets, as cdk-nag names them in its findings. */
function asNagWrites(value: unknown): string {
  if (typeof value === 'string') return value
  const [[kind, inner] = []] = Object.entries(value as Record<string, unknown>)
  if (kind === 'Ref') return `<${String(inner)}>`
  if (kind === 'Fn::GetAtt') return `<${(inner as string[]).join('.')}>`
  if (kind === 'Fn::Join') {
    const [separator, parts] = inner as [string, unknown[]]
    return parts.map(asNagWrites).join(separator)
  }
  throw new Error(`expected the ARN of a resource of this stack, got ${JSON.stringify(value)}`)
}
