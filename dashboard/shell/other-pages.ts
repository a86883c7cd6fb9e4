/** Pages that are seldom the first: in one file they weigh less than in several. */
export { EditPage } from '../change/edit-page.tsx'
export { NewPage } from '../change/new-page.tsx'
export { IncidentPage } from '../incidents/incident-page.tsx'
export { IncidentsPage } from '../incidents/incidents-page.tsx'
export { MaintenancePage } from '../maintenance/maintenance-page.tsx'
export { ReportPage } from '../report/report-page.tsx'
