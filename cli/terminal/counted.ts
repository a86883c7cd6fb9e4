/** `1 monitor`, `2 monitors`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

/** The verb after a list of as many. */
export function exist(ids: readonly string[]): string {
  return ids.length === 1 ? 'exists' : 'exist'
}
