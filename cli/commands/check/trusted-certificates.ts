import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'

const PEM = /-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g

export type Certificates = { ok: true; ca: readonly string[] } | { ok: false; mistake: string }

/** The certificates of a PEM file, one or more; the mistake says what is wrong with it. */
export async function readCertificates(file: string | undefined): Promise<Certificates> {
  if (file === undefined) return { ok: true, ca: [] }
  try {
    const ca = (await readFile(file, 'utf8')).match(PEM) ?? []
    if (ca.length === 0) return refused('it holds no certificate in PEM form')
    for (const pem of ca) new X509Certificate(pem)
    return { ok: true, ca }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    return refused(code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`)
  }
}

function refused(why: string): Certificates {
  return { ok: false, mistake: `--ca: expected a file of PEM certificates; ${why}` }
}
