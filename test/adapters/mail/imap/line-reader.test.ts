import { expect, test } from 'vitest'

import { lineReader } from '../../../../shared/adapters/mail/imap/line-reader.ts'

const textsOf = (octets: string) =>
  lineReader()
    .push(Buffer.from(octets, 'latin1'))
    .map((read) => (read.kind === 'line' ? read.text : read.problem))

test.each(['* OK IMAP server {12}', '* BYE {1}', 'A7 OK [READ-WRITE] opened {12+}', 'a1 NO no {9999999999}'])(
  'no literal is awaited behind the words of a status: %s',
  (line) => {
    expect(textsOf(`${line}\r\n* 1 EXISTS\r\n`)).toEqual([line, '* 1 EXISTS'])
  },
)

test('a literal is awaited behind data, though what follows an earlier one looks like a status', () => {
  const [line] = textsOf('* LIST () "/" {2}\r\nab {2}\r\ncd\r\n')
  expect(line).toBe('* LIST () "/" \0 \0')
  expect(textsOf('* OKAY {2}\r\nab\r\n')).toEqual(['* OKAY \0'])
})
