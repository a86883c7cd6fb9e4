export function IncidentPage() {
  return <h1 class="sentence">Incident</h1>
}
