import { knownSecrets } from '../../../shared/app/monitors/known-secrets.ts'
import { type ListedGrant, listGrants } from '../../../shared/app/tokens/list-grants.ts'
import { reasonWords } from '../../../shared/core/wording/words/reason-words.ts'
import { utcTime } from '../../../shared/core/wording/words/figures.ts'
import { isoInstant } from '../../../shared/core/time/units.ts'
import { type TargetFlags, targetOf } from '../../arguments/target-flags.ts'
import { secretLister } from '../../opened/stored-secret.ts'
import { withOpened } from '../../opened/with-opened.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { type Column, printColumns } from '../../terminal/columns.ts'
import { writeHeading, writeLine, writeRemark } from '../../terminal/words.ts'
import { settingsRows } from '../secrets/settings-rows.ts'
import { unlistedRemark } from '../secrets/unlisted-remark.ts'

/** `oauth list`: every grant that a row names or a store holds, sorted. */
export async function listGrantsOf(
  surroundings: Surroundings,
  flags: TargetFlags & { json: boolean },
): Promise<number> {
  const { out, err, clock } = surroundings
  const target = await targetOf(flags, surroundings)
  return withOpened(target, 'there', surroundings, async ({ monitors, runs, source, place }) => {
    const ofSettings = target.kind === 'local' ? settingsRows(await surroundings.settings()) : []
    const rows = [...(await monitors.list()), ...ofSettings]
    const { secrets, unlisted } = await knownSecrets(rows, source, secretLister(target, surroundings))
    const known = secrets.filter(({ kind }) => kind === 'grant')
    const grants = await listGrants(known, { now: clock.now(), states: runs })
    if (flags.json)
      printJson(out, 'roundtrip.grants/1', {
        items: grants.map(answered),
        ...(unlisted !== undefined && { unlisted }),
      })
    else {
      writeHeading(out, place)
      if (grants.length > 0) printColumns(out, COLUMNS, grants)
      else writeLine(out, NONE[unlisted === undefined ? 'listed' : 'unlisted'])
      if (unlisted !== undefined) writeRemark(err, unlistedRemark('Grants', unlisted))
    }
    return 0
  })
}

const NONE = {
  listed: 'No OAuth2 grant is stored, and no monitor names one.',
  unlisted: 'No monitor names an OAuth2 grant.',
}

function answered({ reference: _, state, ...grant }: ListedGrant) {
  const { expiresAt, endsAt, refusal } = state ?? {}
  return {
    ...grant,
    ...(expiresAt !== undefined && { tokenUntil: isoInstant(expiresAt) }),
    ...(endsAt !== undefined && { endsAt: isoInstant(endsAt) }),
    ...(refusal && { refusal: { ...refusal, at: isoInstant(refusal.at) } }),
  }
}

const COLUMNS: Column<ListedGrant>[] = [
  { name: 'GRANT', shown: ({ grant }) => grant },
  { name: 'TOKEN', shown: ({ condition }) => condition },
  { name: 'UNTIL', shown: ({ state }) => timeOf(state?.expiresAt) },
  { name: 'ENDS', shown: ({ state }) => timeOf(state?.endsAt) },
  { name: 'MONITORS', shown: ({ monitors }) => monitors.join(', '), spare: 2 },
  {
    name: 'LAST REFUSAL',
    shown: ({ state }) => {
      const { refusal } = state ?? {}
      return refusal ? `${utcTime(refusal.at)} ${reasonWords(refusal.reason)}: ${refusal.detail}` : ''
    },
    isProse: true,
  },
]

function timeOf(at: number | undefined): string {
  return at === undefined ? '' : utcTime(at)
}
