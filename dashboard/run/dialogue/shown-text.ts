import { HOSTILE } from '../../../shared/core/redaction/tame.ts'

/** Pictures of the 33 controls of ASCII (Unicode, Control Pictures). */
const PICTURES = 0x2400
const PICTURE_OF_DELETE = '\u2421'

/** What a server may have said, so that it steers nothing: controls as pictures, other signs that hide as `\u{N}`. */
export function shownText(text: string): string {
  return text.replace(HOSTILE, (char) => {
    const code = char.codePointAt(0) ?? 0
    if (code < 0x20) return String.fromCodePoint(PICTURES + code)
    return code === 0x7f ? PICTURE_OF_DELETE : `\\u{${code.toString(16)}}`
  })
}
