/** Many keys in 8 octets each. Two of them count as one by chance once in some 10^15 pairs. */
export interface CompactKeys {
  has(key: string): boolean
  /** Whether it came more than once. */
  isRepeated(key: string): boolean
}

export function compactKeys(keys: Iterable<string>): CompactKeys {
  const sorted = hashesOf(keys).sort()

  /** The first place whose hash is not below this one. */
  function placeOf(hash: number): number {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sorted[middle] ?? 0) < hash) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    has(key) {
      const hash = hashOf(key)
      return sorted[placeOf(hash)] === hash
    },
    isRepeated(key) {
      const hash = hashOf(key)
      return sorted[placeOf(hash) + 1] === hash
    },
  }
}

function hashesOf(keys: Iterable<string>): Float64Array {
  let hashes = new Float64Array(1024)
  let count = 0
  for (const key of keys) {
    if (count === hashes.length) {
      const larger = new Float64Array(2 * count)
      larger.set(hashes)
      hashes = larger
    }
    hashes[count] = hashOf(key)
    count += 1
  }
  return hashes.slice(0, count)
}

/** FNV-1a with two multipliers, 52 bits of them. */
function hashOf(key: string): number {
  let [high, low] = [0x811c9dc5, 0x9dc5811c]
  for (let at = 0; at < key.length; at += 1) {
    const code = key.charCodeAt(at)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low ^ code, 0x85ebca6b)
    low ^= low >>> 15
  }
  high ^= high >>> 13
  return ((high >>> 0) & 0xfffff) * 2 ** 32 + (low >>> 0)
}
