import path from 'node:path'

import * as v from 'valibot'

import { UnsafeFile, putOwnFile, readOwnFile } from '../../shared/adapters/own-file.ts'
import type { TokenKeeper } from '../../shared/app/ports/token-renewal.ts'
import { REFERENCE } from '../../shared/core/definition/fields/secret-reference.ts'
import type { SecretReference } from '../../shared/core/definition/monitor.ts'
import { inFolderTurn } from './folder-turns.ts'
import { nameInOneStore } from './one-store.ts'
import { parsedJson } from '../../shared/core/redaction/parsed-json.ts'

/** Rises when an earlier version would misread the file. */
const FORM = 'roundtrip.tokens/1'
/** 1,000 grants with a token of 3 KB, and a refresh token as long. */
const MOST_OCTETS = 8 * 1024 * 1024

const text = v.pipe(v.string(), v.minLength(1))
const time = v.pipe(v.number(), v.safeInteger())
const grant = v.pipe(v.string(), v.regex(REFERENCE))
const shape = v.object({
  schema: v.literal(FORM),
  access: v.record(
    grant,
    v.object({ token: text, issuedAt: time, expiresAt: time, hosts: v.exactOptional(v.array(text)) }),
  ),
  refresh: v.record(grant, v.object({ refreshToken: text, grantFingerprint: text })),
})

type Tokens = Omit<v.InferOutput<typeof shape>, 'schema'>

/** The file is there and holds no tokens; one sentence that names it, and says nothing of what stands in it. */
export class BrokenTokensFile extends Error {
  override readonly name = 'BrokenTokensFile'
}

export function tokensFileIn(folder: string): string {
  return path.join(folder, 'tokens.json')
}

/**
 * The tokens of one machine, in its data folder, for this user alone. The file is read at each call and replaced as a
 * whole; writers take turns, of this process and of others. Throws `BrokenTokensFile` for a link, for a file that
 * another user owns or may read, and for what is no such file: a refresh token in it may be the only one.
 */
export function tokensFile(folder: string): TokenKeeper {
  const change = (changed: (tokens: Tokens) => Tokens) =>
    inFolderTurn(
      folder,
      'tokens.lock',
      async () => {
        const tokens = changed(await readTokens(folder))
        await putOwnFile(
          tokensFileIn(folder),
          `${JSON.stringify({ schema: FORM, ...tokens }, undefined, 1)}\n`,
        )
      },
      () =>
        new BrokenTokensFile(`another process has been writing ${tokensFileIn(folder)} for 10 s: try again`),
    )
  const kept = async (which: 'access' | 'refresh', reference: SecretReference) => {
    const tokens = await readTokens(folder)
    const name = nameInOneStore(reference)
    return { tokens, name, isThere: Object.hasOwn(tokens[which], name) }
  }
  return {
    async findAccess(reference) {
      const { tokens, name, isThere } = await kept('access', reference)
      return isThere ? tokens.access[name] : undefined
    },
    async findRotated(reference) {
      const { tokens, name, isThere } = await kept('refresh', reference)
      return isThere ? tokens.refresh[name] : undefined
    },
    putAccess: (reference, { token, issuedAt, expiresAt }, hosts) =>
      change(({ access, refresh }) => ({
        access: {
          ...access,
          [nameInOneStore(reference)]: { token, issuedAt, expiresAt, ...(hosts && { hosts: [...hosts] }) },
        },
        refresh,
      })),
    putRotated: (reference, { refreshToken, grantFingerprint }) =>
      change(({ access, refresh }) => ({
        access,
        refresh: { ...refresh, [nameInOneStore(reference)]: { refreshToken, grantFingerprint } },
      })),
  }
}

async function readTokens(folder: string): Promise<Tokens> {
  const file = tokensFileIn(folder)
  const written = await readOwnFile(file, MOST_OCTETS).catch((cause: unknown) => {
    const why =
      cause instanceof UnsafeFile
        ? `${cause.message}; it must be yours alone, with mode 0600`
        : `${file}: ${(cause as Error).message}`
    throw new BrokenTokensFile(why, { cause })
  })
  if (written === undefined) return { access: {}, refresh: {} }
  const read = v.safeParse(shape, parsedJson(written))
  if (read.success) return { access: read.output.access, refresh: read.output.refresh }
  throw new BrokenTokensFile(
    `${file} is not a file of tokens as this version writes it: mend it from a backup, or move it away; logins of users are then to be made again (roundtrip oauth login)`,
  )
}
