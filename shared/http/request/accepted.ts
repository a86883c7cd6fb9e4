import { parseAccept } from 'hono/utils/accept'

/** The content type of these that `Accept` likes best; the first where it likes none, or does not say. */
export function accepted<const T extends string>(header: string | undefined, types: readonly [T, ...T[]]): T {
  const wished = parseAccept(header ?? '*/*')
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q)
  for (const { type } of wished) {
    const found = types.find((one) => type === one || type === '*/*' || type === `${one.split('/')[0]}/*`)
    if (found !== undefined) return found
  }
  return types[0]
}
