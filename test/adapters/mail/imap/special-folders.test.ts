import { expect, test } from 'vitest'

import { lineReader } from '../../../../shared/adapters/mail/imap/line-reader.ts'
import { parseResponse } from '../../../../shared/adapters/mail/imap/responses.ts'
import { specialFolders } from '../../../../shared/adapters/mail/imap/special-folders.ts'

/** Of these rows, as they come over the wire. */
function found(...rows: string[]) {
  const octets = Buffer.from(rows.map((row) => `* LIST ${row}\r\n`).join(''))
  return specialFolders(
    lineReader()
      .push(octets)
      .flatMap((read) => (read.kind === 'line' ? [parseResponse(read)] : []))
      .filter((response) => response.kind === 'data'),
  )
}

test('a folder that is listed in raw UTF-8 is known by its name, and said back in it', () => {
  expect(found('() "/" INBOX', '() "/" "Unerwünscht"')).toEqual({ junk: 'Unerwünscht', keepsAll: false })
  expect(found('(\\Junk) "." "Müll"')).toEqual({ junk: 'Müll', keepsAll: false })
})

test.each(['Ju\r\nnk', 'Ju\nnk', 'Junk\r', 'Ju\0nk'])(
  'a folder whose name no command can say is passed over: %j',
  (name) => {
    const literal = `{${String(name.length)}}\r\n${name}`
    expect(found(`(\\Junk) "/" ${literal}`, `() "/" ${literal}`)).toEqual({ keepsAll: false })
  },
)
