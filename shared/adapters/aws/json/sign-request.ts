import { createHash, createHmac } from 'node:crypto'

import type { EpochMs } from '../../../core/time/units.ts'

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

export interface ToSign {
  host: string
  headers: Readonly<Record<string, string>>
  body: string
  /** As in the scope of the signature: `dynamodb`, `ssm`. */
  service: string
  region: string
}

/** A key is derived anew once a day: it depends on the date, not on the request. */
let derived: { of: string; key: Buffer } | undefined

/**
 * The headers of a POST to `/` with its signature (AWS IAM User Guide, "Create a signed AWS API request", version 4).
 * The names of the given headers are in lower case.
 */
export function signedHeaders(
  { host, headers, body, service, region }: ToSign,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  now: EpochMs,
): Record<string, string> {
  const time = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const date = time.slice(0, 8)
  const sent: Record<string, string> = {
    ...headers,
    host,
    'x-amz-date': time,
    ...(sessionToken && { 'x-amz-security-token': sessionToken }),
  }
  const names = Object.keys(sent).toSorted()
  const lines = names.map((name) => `${name}:${sent[name] ?? ''}\n`).join('')
  const signedNames = names.join(';')
  const canonical = ['POST', '/', '', lines, signedNames, sha256(body)].join('\n')
  const scope = `${date}/${region}/${service}/aws4_request`
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')
  const signature = hmac(keyOf(secretAccessKey, scope), text).toString('hex')
  const credential = `Credential=${accessKeyId}/${scope}`
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${signedNames}, Signature=${signature}`,
  }
}

function keyOf(secret: string, scope: string): Buffer {
  const of = `${secret} ${scope}`
  if (derived?.of !== of) {
    derived = { of, key: scope.split('/').reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`)) }
  }
  return derived.key
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
