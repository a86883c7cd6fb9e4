import { describe, expect, test } from 'vitest'

import { quotedFolder, readableFolder } from '../../../../shared/adapters/mail/imap/folder-name.ts'

describe('the name of a folder', () => {
  test.each([
    ['INBOX', 'INBOX'],
    // The example of RFC 3501 §5.1.3.
    ['~peter/mail/台北/日本語', '~peter/mail/&U,BTFw-/&ZeVnLIqe-'],
    ['Entwürfe', 'Entw&APw-rfe'],
    ['R&D', 'R&-D'],
    ['&&', '&-&-'],
    ['🔑', '&2D3dEQ-'],
    ['a\u00ADb', 'a&AK0-b'],
    ['tab\there', 'tab&AAk-here'],
  ])('%j is said as modified UTF-7, and read back', (name, encoded) => {
    expect(quotedFolder(name)).toBe(`"${encoded}"`)
    expect(readableFolder(encoded)).toBe(name)
  })

  test.each([
    ['a "b"', '"a \\"b\\""'],
    ['back\\slash', '"back\\\\slash"'],
    ['\\"', '"\\\\\\""'],
  ])('%j has its quotes and backslashes escaped', (name, quoted) => {
    expect(quotedFolder(name)).toBe(quoted)
  })

  test.each(['line\r\nA9 LOGOUT', 'nul\0'])('%j stays in one line', (name) => {
    expect(quotedFolder(name)).not.toMatch(/[\r\n\0]/)
  })

  test.each(['&', 'R&D', '&A-', '&ZeVnLIqe', '&!!-', ''])('%j, which is none, can be read', (encoded) => {
    expect(() => readableFolder(encoded)).not.toThrow()
  })
})
