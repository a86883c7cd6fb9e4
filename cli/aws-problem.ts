import { SecretNotWritable } from '../shared/app/secret-writer.ts'

/** One sentence on why AWS could not be asked or said no: what is missing here, or AWS' own words. */
export function awsProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof SecretNotWritable) return error.message
  const text = error.message.replace(/\s+/g, ' ').trim()
  if (error.name === 'CredentialsProviderError' || /credential/i.test(text)) {
    return `no AWS credentials that work were found (${text}); set AWS_PROFILE, or sign in`
  }
  if (/region is missing/i.test(text)) return 'no AWS Region is set; set AWS_REGION'
  return `AWS said no: ${error.name}: ${text}`
}
