import { constants } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import path from 'node:path'

import { type Millis, SECOND } from '../../shared/core/time/units.ts'
import { CHALLENGE_HEADER, PROOF_HEADER, isProof, isSecret, newChallenge } from './database-secret.ts'

/** Where the database of a folder can be asked while a process has it, and what it asks of every request. */
export interface Endpoint {
  /** As `http://127.0.0.1:49152`. */
  endpoint: string
  secret: string
}

/** How long a process on this machine may take to say who it is. */
const ANSWER_TIMEOUT: Millis = SECOND

/** Only this machine's: whoever writes the file must not send the reader anywhere else. */
const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d{1,5}$/

/** More than the file ever holds. */
const MOST_OCTETS = 4096

/** Writes the file by which other processes of this user find the database that holds the folder. */
export async function announceEndpoint(folder: string, { endpoint, secret }: Endpoint): Promise<void> {
  const file = fileIn(folder)
  const whole = `${file}.new`
  await rm(whole, { force: true })
  await writeFile(whole, `${JSON.stringify({ endpoint, secret })}\n`, { mode: 0o600, flag: 'wx' })
  await rename(whole, file)
}

export async function withdrawEndpoint(folder: string): Promise<void> {
  await rm(fileIn(folder), { force: true })
}

/**
 * The endpoint that was announced, if the same database still answers there. A process that was killed leaves
 * its file, and its port may be anybody's by now: so what answers there proves first that it holds the
 * secret, which nobody is told.
 */
export async function findEndpoint(folder: string): Promise<Endpoint | undefined> {
  const announced = await readAnnounced(folder)
  if (!announced) return undefined
  const challenge = newChallenge()
  try {
    const proof = await proofAt(announced.endpoint, challenge)
    return isProof(proof, announced.secret, challenge) ? announced : undefined
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

async function readAnnounced(folder: string): Promise<Endpoint | undefined> {
  try {
    const read = JSON.parse(await ownText(fileIn(folder))) as unknown
    const { endpoint, secret } = read as Partial<Record<string, unknown>>
    if (typeof endpoint !== 'string' || !isSecret(secret)) return undefined
    return LOOPBACK.test(endpoint) ? { endpoint, secret } : undefined
  } catch {
    return undefined
  }
}

/** What stands in a file of this user; throws for a link, and for what somebody else has put there. */
async function ownText(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const { uid, size } = await handle.stat()
    if (uid !== (process.getuid?.() ?? uid) || size > MOST_OCTETS) throw new Error(`${file} is not our own`)
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

function fileIn(folder: string): string {
  return path.join(folder, 'endpoint.json')
}
