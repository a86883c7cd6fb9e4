export function MaintenancePage() {
  return <h1 class="sentence">Maintenance</h1>
}
