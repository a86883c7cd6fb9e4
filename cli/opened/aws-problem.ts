import { SecretNotWritable } from '../../shared/app/ports/secret-writer.ts'
import { isUnreachable } from '../../shared/core/aws/unreachable.ts'

type Kind = 'credentials' | 'region' | 'answer' | 'network'

/** One sentence on why AWS could not be asked or said no: what is missing here, or AWS' own words. */
export function awsProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof SecretNotWritable) return error.message
  const text = error.message.replace(/\s+/g, ' ').trim()
  switch (kindOf(error)) {
    case 'credentials':
      return `no AWS credentials that work were found (${text}); set AWS_PROFILE, or sign in`
    case 'region':
      return 'no AWS Region is set; set AWS_REGION'
    case 'network':
      return `AWS cannot be reached: ${text || 'no connection'}`
    case 'answer':
    case undefined:
      return `AWS refused: ${error.name}: ${text}`
  }
}

/** Whether the error is one that AWS, or the way there, is to blame for. */
export function isAwsProblem(
  error: unknown,
  kinds: readonly Kind[] = ['credentials', 'region', 'answer', 'network'],
): boolean {
  const kind = error instanceof Error ? kindOf(error) : undefined
  return kind !== undefined && kinds.includes(kind)
}

function kindOf(error: Error): Kind | undefined {
  if (error.name === 'CredentialsProviderError' || /credential/i.test(error.message)) return 'credentials'
  if (/region is missing/i.test(error.message)) return 'region'
  if (isUnreachable(error)) return 'network'
  return '$fault' in error || '$metadata' in error ? 'answer' : undefined
}
