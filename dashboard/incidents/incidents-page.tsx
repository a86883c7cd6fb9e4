export function IncidentsPage() {
  return <h1 class="sentence">Incidents</h1>
}
