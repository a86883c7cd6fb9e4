/** Words for a name of a list that grows: a newer server may send one that this page does not know. */
export function knownWords(words: Readonly<Record<string, string>>, name: string): string {
  return words[name] ?? name
}

/** Why a run was made. */
export const TRIGGER_WORDS = { schedule: 'scheduled', 'on-demand': 'on demand', recheck: 'second run' }
