import path from 'node:path'

import { putOwnFile } from '../../shared/adapters/own-file.ts'
import { type Address, wholeAddress } from '../../shared/core/wording/home-address.ts'

/**
 * A file of this user alone that sends a browser to the address: in the arguments of a browser the key could be
 * read by every user of the machine. It stays, beside the key itself, for a browser that is slow to start.
 */
export async function redirectFile(folder: string, address: Address, page: string): Promise<string> {
  const file = path.resolve(folder, 'open.html')
  const to = wholeAddress(address, page)
  await putOwnFile(
    file,
    `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${to}">
<title>Roundtrip</title>
<a href="${to}">Roundtrip</a>
`,
  )
  return file
}
