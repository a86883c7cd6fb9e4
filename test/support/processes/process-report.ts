import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'

/** What `inFreshProcess` gave to this process. */
export async function givenInput(): Promise<unknown> {
  return JSON.parse(await text(process.stdin))
}

/** Hands the answer back; nothing else may be written to standard output. */
export function answer(value: unknown): void {
  process.stdout.write(JSON.stringify(value))
}

/**
 * The most memory that this process has held, octets. Linux counts in `ru_maxrss` what the process was forked
 * from, a far larger one here; the high-water mark of its own memory stands in /proc. Elsewhere `ru_maxrss`
 * is all there is.
 */
export function peakRssOctets(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1')) ?? []
    if (kilobytes !== undefined) return Number(kilobytes) * 1024
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024
}

/** Resident memory of a process in MB, as Linux counts it; `heap`: what V8 has taken for its own, in the first. */
export interface Resident {
  anonymous: number
  fileBacked: number
  heap: number
}

/** Of this process, now; Linux only. */
export function residentNow(): Resident {
  const status = readFileSync('/proc/self/status', 'latin1')
  const megabytes = (name: string) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 102.4) / 10
  return {
    anonymous: megabytes('RssAnon'),
    fileBacked: megabytes('RssFile'),
    heap: Math.round(process.memoryUsage().heapTotal / 2 ** 20),
  }
}
