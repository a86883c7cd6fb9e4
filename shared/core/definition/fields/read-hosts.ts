import { canonicalHost } from './host-name.ts'
import { shown } from '../mistakes/shown-value.ts'
import { MOST_HOSTS } from '../stored-secret.ts'

export type HostsRead = { ok: true; hosts: readonly string[] } | { ok: false; message: string }

const EXPECTED = 'expected a host as mail.example.com or 192.0.2.1'

/** Hosts as people write them, parted by commas or blanks; each once, as `canonicalHost` writes it. */
export function readHosts(texts: readonly string[]): HostsRead {
  const written = texts.flatMap((text) => text.split(/[\s,]+/)).filter((text) => text !== '')
  if (written.length === 0) return { ok: false, message: `${EXPECTED}, got none` }
  const read = written.map((text) => ({ text, host: canonicalHost(text) }))
  const wrong = read.find(({ host }) => host === undefined)
  if (wrong) return { ok: false, message: `${EXPECTED}, got ${shown(wrong.text)}${hint(wrong.text)}` }
  const hosts = [...new Set(read.flatMap(({ host }) => host ?? []))]
  return hosts.length > MOST_HOSTS
    ? { ok: false, message: `expected at most ${MOST_HOSTS} hosts, got ${hosts.length}` }
    : { ok: true, hosts }
}

function hint(text: string): string {
  if (text.includes('*')) return '; there are no wildcards: name each host'
  return /:\/\/|:\d+$/.test(text) ? '; leave out scheme and port' : ''
}
