import { createHmac } from 'node:crypto'

export const base64 = (text: string, encoding: BufferEncoding = 'utf8') =>
  Buffer.from(text, encoding).toString('base64')

/**
 * The servers' half of CRAM-MD5, reckoned here once more: what RFC 2195 §2 says, from the password that the
 * server keeps.
 */
export function expectedResponse(challenge: string, userid: string, password: string) {
  const digest = createHmac('md5', Buffer.from(password, 'utf8')).update(challenge, 'latin1').digest('hex')
  return { digest, response: base64(`${userid} ${digest}`) }
}

/** What no server may say for a challenge, as it stands in the reply. */
export const NO_CHALLENGES: readonly [what: string, text: string][] = [
  ['nothing', ''],
  ['no base64', '<1896.697170952@postoffice.example.test>'],
  ['8-bit octets that are no base64', 'gr\xfc\xdfe'],
  ['base64 and something behind it', `${base64('<1.2@example.test>')} more`],
  ['base64 without its padding', base64('<1.2@example.tes>').replace(/=+$/, '')],
  ['base64 with octets left over', `${base64('<1.2@example.test>').replace(/=+$/, '')}A`],
  ['no angle brackets', base64('1896.697170952@postoffice.example.test')],
  ['nothing between the brackets', base64('<>')],
  ['something around the brackets', base64('+OK <1.2@example.test>')],
  ['brackets in brackets', base64('<1.<2@example.test>>')],
  ['8-bit octets between the brackets', base64('<1.\xb2\xb3@example.test>', 'latin1')],
  ['a line break between the brackets', base64('<1.2@example.test\r\n>')],
  ['NUL between the brackets', base64('<1.2\0@example.test>')],
  ['more than anybody needs', base64(`<${'1'.repeat(600)}@example.test>`)],
]
