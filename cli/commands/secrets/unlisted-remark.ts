/** Why a list has only what monitors name: a remark, for who reads the list or pipes it. */
export function unlistedRemark(what: 'Grants' | 'Secrets', why: string): string {
  return `${what} that no monitor names may be missing here: ${why}`
}
