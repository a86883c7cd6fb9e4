import { setQuery } from '../../address/address.ts'
import { links } from '../../address/links.ts'
import { acknowledge } from '../../api/acknowledgement.ts'
import { Action } from '../../parts/action.tsx'
import { HealthMark } from '../../parts/health-mark.tsx'
import type { Row } from './rows.ts'

/** Several that are down together, as one row that opens. */
export function GroupRow({
  row: { id, group, members, isOpen },
  index,
  columns,
  open,
}: {
  row: Extract<Row, { kind: 'group' }>
  index: number
  /** Without the one that cards alone have. */
  columns: number
  /** Of all groups, by a member. */
  open: ReadonlySet<string>
}) {
  const ids = members.map(({ monitorId }) => monitorId)
  const toggle = () => {
    const others = [...open].filter((one) => !ids.includes(one))
    setQuery({ open: [...others, ...(isOpen ? [] : ids.slice(0, 1))].join() })
  }
  const unknown = members.flatMap(({ monitorId, incident }) =>
    incident && !incident.acknowledged ? [{ monitorId, openedAt: incident.openedAt }] : [],
  )
  return (
    <tr role="row" class="row-down group" data-id={id} data-index={index} aria-rowindex={index + 2}>
      <td role="cell" class="c-health">
        <HealthMark health="down" />
      </td>
      <th role="rowheader" scope="row" class="c-name" colSpan={columns - 1}>
        <span class="group-line">
          <button type="button" class="group-fold" aria-expanded={isOpen} onClick={toggle}>
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> <bdi>{group.words}</bdi>
          </button>
          <a href={links.incidents}>Incidents</a>
          {unknown.length > 0 && (
            <Action needs="operate" brief act={() => acknowledge(unknown)}>
              Acknowledge all
            </Action>
          )}
        </span>
      </th>
    </tr>
  )
}
