import path from 'node:path'

import * as v from 'valibot'

import { UnsafeFile, readOwnFile } from '../../shared/adapters/own-file.ts'
import { SECRET_NAME } from '../../shared/core/definition/fields/secret-reference.ts'
import { parsedJson } from '../../shared/core/redaction/parsed-json.ts'

/** The passwords of one machine, in its data folder: by name, each as a stack's store would hold it. */
export type StoredTexts = Readonly<Record<string, string>>

/** Rises when an earlier version would misread the file. */
const FORM = 'roundtrip.secrets/1'
/** 1,000 secrets with 20 hosts each. */
const MOST_OCTETS = 4 * 1024 * 1024

const shape = v.object({
  schema: v.literal(FORM),
  secrets: v.record(v.pipe(v.string(), v.regex(SECRET_NAME)), v.pipe(v.string(), v.minLength(1))),
})

/** The file is there and holds no secrets; one sentence that names it, and says nothing of what stands in it. */
export class BrokenSecretsFile extends Error {
  override readonly name = 'BrokenSecretsFile'
}

export function secretsFileIn(folder: string): string {
  return path.join(folder, 'secrets.json')
}

export function secretsFileText(secrets: StoredTexts): string {
  return `${JSON.stringify({ schema: FORM, secrets }, undefined, 1)}\n`
}

/**
 * What the file of this folder holds; nothing where there is none. Throws `BrokenSecretsFile` for a link, for
 * one that another user owns or may read, and for what is no such file.
 */
export async function readSecretsFile(folder: string): Promise<StoredTexts> {
  const file = secretsFileIn(folder)
  const text = await readOwnFile(file, MOST_OCTETS).catch((cause: unknown) => {
    const why =
      cause instanceof UnsafeFile
        ? `${cause.message}; it must be yours alone, with mode 0600`
        : `${file}: ${(cause as Error).message}`
    throw new BrokenSecretsFile(why, { cause })
  })
  if (text === undefined) return {}
  const read = v.safeParse(shape, parsedJson(text))
  if (read.success) return read.output.secrets
  throw new BrokenSecretsFile(
    `${file} is not a file of secrets as this version writes it: mend it from a backup, or move it away and set each secret again`,
  )
}
