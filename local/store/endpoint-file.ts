import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { type Millis, SECOND } from '../../shared/core/time/units.ts'

/** The header in which the embedded database says which one it is: new with each start. */
export const INSTANCE_HEADER = 'x-roundtrip-instance'

/** Where the database of a folder can be asked while a process has it. */
export interface Endpoint {
  /** As `http://127.0.0.1:49152`. */
  endpoint: string
  instance: string
}

/** How long a process on this machine may take to say who it is. */
const ANSWER_TIMEOUT: Millis = SECOND

/** Only this machine's: whoever writes the file must not send the reader anywhere else. */
const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d{1,5}$/

/** Writes the file by which other processes of this user find the database that holds the folder. */
export async function announceEndpoint(folder: string, { endpoint, instance }: Endpoint): Promise<void> {
  const file = fileIn(folder)
  const whole = `${file}.new`
  await rm(whole, { force: true })
  await writeFile(whole, `${JSON.stringify({ endpoint, instance })}\n`, { mode: 0o600 })
  await rename(whole, file)
}

export async function withdrawEndpoint(folder: string): Promise<void> {
  await rm(fileIn(folder), { force: true })
}

/**
 * The endpoint that was announced, if the same database still answers there. A process that was killed leaves
 * its file, and its port may be anybody's by now: what does not say that it is this instance is not asked
 * anything.
 */
export async function findEndpoint(folder: string): Promise<string | undefined> {
  const announced = await readAnnounced(folder)
  if (!announced) return undefined
  try {
    const answer = await fetch(announced.endpoint, { signal: AbortSignal.timeout(ANSWER_TIMEOUT) })
    await answer.body?.cancel()
    return answer.headers.get(INSTANCE_HEADER) === announced.instance ? announced.endpoint : undefined
  } catch {
    return undefined
  }
}

async function readAnnounced(folder: string): Promise<Endpoint | undefined> {
  try {
    const read = JSON.parse(await readFile(fileIn(folder), 'utf8')) as unknown
    const { endpoint, instance } = read as Partial<Record<string, unknown>>
    if (typeof endpoint !== 'string' || typeof instance !== 'string') return undefined
    return LOOPBACK.test(endpoint) && instance !== '' ? { endpoint, instance } : undefined
  } catch {
    return undefined
  }
}

function fileIn(folder: string): string {
  return path.join(folder, 'endpoint.json')
}
