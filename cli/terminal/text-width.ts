/** Characters that terminals draw two columns wide: those of East Asia, and pictures (Unicode TR 11 and 51). */
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u
/** Nothing but printable ASCII, as nearly all is. */
const PLAIN = /^[\x20-\x7e]*$/

const segmenter = new Intl.Segmenter('en')

/** Columns of a terminal that the text takes. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length
  return [...segmenter.segment(text)].reduce((sum, { segment }) => sum + widthOf(segment), 0)
}

/** The text, or as much of it as fits so many columns, then `…`; no character is cut in two. */
export function cutTo(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let room = width - 1
  let short = ''
  for (const { segment } of segmenter.segment(text)) {
    room -= widthOf(segment)
    if (room < 0) break
    short += segment
  }
  return `${short}…`
}

function widthOf(segment: string): number {
  return WIDE.test(segment) ? 2 : 1
}
