/** Ways to write a password that are looked for wherever a server may say it. */
export const ENCODINGS: [name: string, encode: (password: string) => string][] = [
  ['itself', (text) => text],
  ['capitals', (text) => text.toUpperCase()],
  ['itself backwards', (text) => Array.from(text).reverse().join('')],
  ['characters with blanks between', (text) => Array.from(text).join(' ')],
  [
    'wide letters',
    (text) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  ],
  ['letters with marks', (text) => text.replace(/\p{L}/gu, '$&\u0332')],
  ['hex', (text) => Buffer.from(text).toString('hex')],
  ['hex in capitals', (text) => Buffer.from(text).toString('hex').toUpperCase()],
  ['hex with colons', (text) => pairs(text).join(':')],
  [
    'hex with 0x',
    (text) =>
      pairs(text)
        .map((pair) => `0x${pair}`)
        .join(', '),
  ],
  [
    'percent escapes',
    (text) =>
      pairs(text)
        .map((pair) => `%${pair}`)
        .join(''),
  ],
  [
    'quoted-printable',
    (text) =>
      pairs(text)
        .map((pair) => `=${pair.toUpperCase()}`)
        .join(''),
  ],
  [
    'escapes of C',
    (text) =>
      pairs(text)
        .map((pair) => `\\x${pair}`)
        .join(''),
  ],
  [
    'escapes of JSON',
    (text) =>
      units(text)
        .map((code) => `\\u${code.toString(16).padStart(4, '0')}`)
        .join(''),
  ],
  [
    'references of HTML',
    (text) =>
      points(text)
        .map((code) => `&#${code};`)
        .join(''),
  ],
  [
    'hex references of HTML',
    (text) =>
      points(text)
        .map((code) => `&#x${code.toString(16)};`)
        .join(''),
  ],
  ['numbers of octets', (text) => [...Buffer.from(text)].join(' ')],
  ['base64', (text) => Buffer.from(text).toString('base64')],
  ['URL-safe base64', (text) => Buffer.from(text).toString('base64url')],
  ['base64 behind a name', (text) => Buffer.from(`a:${text}`).toString('base64')],
  ['base64 of UTF-16', (text) => Buffer.from(text, 'utf16le').toString('base64')],
  ['UTF-16', (text) => Buffer.from(text, 'utf16le').toString('latin1')],
  ['UTF-8 read as Latin-1', (text) => Buffer.from(text).toString('latin1')],
]

const pairs = (text: string) => Buffer.from(text).toString('hex').match(/../g) ?? []
const units = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
const points = (text: string) => Array.from(text, (char) => char.codePointAt(0) ?? 0)
