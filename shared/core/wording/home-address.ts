/** Where something is served, and the key that opens it. */
export interface Address {
  /** As `http://127.0.0.1:7025`. */
  url: string
  key: string
}

/** Whole, for a browser: the key stands in the fragment, which no request holds. `path` as `/m/shop`. */
export function wholeAddress({ url, key }: Address, path = '/'): string {
  return `${url}${path}#key=${key}`
}

/** Where the key lies, who looks, and which page of it is meant: as `/m/shop`, default `/`. */
export interface Shown {
  folder: string
  isTerminal: boolean
  path?: string
}

/** What is printed: the key where only who started it can see it, for a log may be read by others. */
export function addressWords(address: Address, { folder, isTerminal, path = '/' }: Shown): string {
  return isTerminal ? wholeAddress(address, path) : `${address.url}${path}, key in ${folder}/page-key`
}

/** The same of what is served from now on, beside why it is at another port than the last time. */
export function servedWords(served: Address & { portInUse?: number }, shown: Shown): string {
  const inUse = served.portInUse === undefined ? '' : ` (another program has port ${served.portInUse})`
  return addressWords(served, shown) + inUse
}
