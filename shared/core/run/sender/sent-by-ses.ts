/** How the line of a diagnostic log begins that hands a message to Amazon SES, in place of a dialogue by SMTP. */
export const SES_REQUEST = 'SendEmail (Amazon SES)'

/** Whether these lines of a log are of a message that was handed to Amazon SES. */
export function isSentBySes(lines: readonly { dialogue: string; text: string }[]): boolean {
  return lines.some(({ dialogue, text }) => dialogue === 'smtp' && text.startsWith(SES_REQUEST))
}
