import { rm } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import path from 'node:path'

import { type Millis, SECOND } from '../../core/time/units.ts'
import { putOwnFile, readOwnFile } from '../own-file.ts'
import { CHALLENGE_HEADER, PROOF_HEADER, isProof, isSecret, newChallenge } from './proof.ts'

/** Where a server of this user can be asked, and the secret that it asks of every request. */
export interface Endpoint {
  /** As `http://127.0.0.1:49152`. */
  endpoint: string
  secret: string
}

/** Which server of a folder: its embedded database, or the API. */
export type EndpointFile = 'endpoint.json' | 'api.json'

/** How long a process on this machine may take to say who it is. */
const ANSWER_TIMEOUT: Millis = SECOND

/** Only this machine's: whoever writes the file must not send the reader anywhere else. */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1:\d{1,5})$/

/** Writes the file by which other processes of this user find the server. */
export async function announceEndpoint(
  folder: string,
  { endpoint, secret }: Endpoint,
  name: EndpointFile = 'endpoint.json',
): Promise<void> {
  await putOwnFile(path.join(folder, name), `${JSON.stringify({ endpoint, secret })}\n`)
}

export async function withdrawEndpoint(folder: string, name: EndpointFile = 'endpoint.json'): Promise<void> {
  await rm(path.join(folder, name), { force: true })
}

/**
 * The endpoint that was announced, if the same server still answers there. A process that was killed leaves
 * its file, and its port may be anybody's by now: so what answers there proves first that it holds the
 * secret, which nobody is told.
 */
export async function findEndpoint(
  folder: string,
  name: EndpointFile = 'endpoint.json',
): Promise<Endpoint | undefined> {
  const announced = await readAnnounced(folder, name)
  const [, host = ''] = LOOPBACK.exec(announced?.endpoint ?? '') ?? []
  if (!announced) return undefined
  const challenge = newChallenge()
  try {
    const proof = await proofAt(announced.endpoint, challenge)
    return isProof(proof, announced.secret, challenge, host) ? announced : undefined
  } catch {
    return undefined
  }
}

/**
 * What is answered there to the challenge. By an agent of its own, which is never sent to a proxy: `fetch` is,
 * where the environment says so (Node, `NODE_USE_ENV_PROXY`).
 */
function proofAt(endpoint: string, challenge: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { [CHALLENGE_HEADER]: challenge }
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT)
    get(endpoint, { agent: new Agent(), headers, signal }, (answer) => {
      resolve(answer.headers[PROOF_HEADER])
      answer.destroy()
    }).on('error', reject)
  })
}

/** As it was announced last, whether anybody answers there or not. */
export async function readAnnounced(folder: string, name: EndpointFile): Promise<Endpoint | undefined> {
  try {
    const read = JSON.parse((await readOwnFile(path.join(folder, name))) ?? '{}') as unknown
    const { endpoint, secret } = read as Partial<Record<string, unknown>>
    if (typeof endpoint !== 'string' || !isSecret(secret)) return undefined
    return LOOPBACK.test(endpoint) ? { endpoint, secret } : undefined
  } catch {
    return undefined
  }
}
