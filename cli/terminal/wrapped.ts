/** The text in lines of at most `width` characters, broken at spaces; a longer word has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** The same behind `first`, and `indent` at the beginning of the lines that follow. */
export function hanging(first: string, text: string, width: number, indent: string): string[] {
  const room = Math.max(MIN_ROOM, width - Math.max(first.length, indent.length))
  return wrapped(text, room).map((line, at) => `${at === 0 ? first : indent}${line}`)
}

/** A terminal that is narrower still breaks the lines itself. */
const MIN_ROOM = 20
