/** Where a message that came late was found, to follow when it came; empty where it was expected. */
export function inJunk({ junked }: { junked?: boolean }): string {
  return junked ? ', in the junk folder' : ''
}
