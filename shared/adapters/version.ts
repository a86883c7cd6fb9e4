import { readFileSync } from 'node:fs'

/** Of Roundtrip, as `0.1.0`. */
export function productVersion(): string {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(file) as { version: string }).version
}
