import { Stack, Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/**
 * Says to cdk-nag why a role or a managed policy may act on everything that begins alike (rule AwsSolutions-IAM5): on this
 * `resource` alone, which is written as in its statement. Put it beside that statement.
 */
export function acknowledgeWildcard(holder: IConstruct, resource: string, reason: string): void {
  const written = asNagWrites(Stack.of(holder).resolve(resource))
  Validations.of(holder).acknowledge({ id: `AwsSolutions-IAM5[Resource::${written}]`, reason })
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
