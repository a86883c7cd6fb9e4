export function EditPage() {
  return <h1 class="sentence">Edit</h1>
}
