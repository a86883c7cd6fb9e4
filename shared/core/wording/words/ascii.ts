/** Letters and signs that do not come apart into ASCII and marks. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '→': '->',
  '←': '<-',
  '·': '-',
  '•': '-',
  '×': 'x',
  '⁄': '/',
  '€': 'EUR',
  '£': 'GBP',
}

/** Signs of ASCII that GSM-7 lacks or sends as two (3GPP TS 23.038 §6.2.1). */
const GSM_SPELLED: Readonly<Record<string, string>> = {
  '`': "'",
  '^': "'",
  '\\': '/',
  '|': '/',
  '~': '-',
  '{': '(',
  '[': '(',
  '}': ')',
  ']': ')',
}

const IS_ASCII = /^[ -~]*$/
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * One line of printable ASCII: accents fall off, signs are spelled, line breaks and blanks become one blank,
 * whatever is left becomes one `?` for a run of it. It may be a little longer than the text.
 */
export function asciiLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
  const spelled = IS_ASCII.test(line)
    ? line
    : Array.from(graphemes.segment(line), ({ segment }) => asciiOf(segment)).join('')
  // What falls off may leave a blank at an end; SNS takes no subject that begins with one.
  return spelled.replace(/\?{2,}/g, '?').trim()
}

/** One line of GSM-7 in which every character takes one septet: the ASCII part of the basic alphabet. */
export function gsmLine(text: string): string {
  return asciiLine(text).replace(/[`^\\|~{}[\]]/g, (sign) => GSM_SPELLED[sign] ?? '?')
}

/** What a person sees as one character. */
function asciiOf(grapheme: string): string {
  const bare = grapheme.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '')
  const spelled = Array.from(bare, (char) => SPELLED[char] ?? char).join('')
  return IS_ASCII.test(spelled) ? spelled : '?'
}
