import { continueImport } from '../../db/imports/imports.ts'
import { paths } from '../../src/paths.ts'
import { ORIGIN, type TestApp } from '../app.ts'
import type { StaffBrowser } from '../staff.ts'

/* Files as members of staff bring them in. */

export const PEOPLE_COLUMNS = 'Naam;E-mailadres;Rol;Thema;Sector;Talen;Datum toestemming;Plaats toestemming'

export const personLine = (n: number, more: Partial<Record<'email' | 'role' | 'consent', string>> = {}) =>
  `Vrijwilliger ${String.fromCharCode(65 + (n % 26))}${'a'.repeat(1 + (n % 5))};${more.email ?? `v${n}@example.org`};${more.role ?? 'peter'};Boekhouding, Financiering;Winkel;Nederlands;${more.consent ?? '8/05/2026'};map-3-${n}`

export const fileOf = (...lines: string[]) => lines.join('\r\n')

type Upload = { kind?: string; programme?: string; side?: string; reference?: string; csrf?: string }

/** Sends a file as the form does, and gives the answer. */
export function upload(who: StaffBrowser, content: BlobPart, more: Upload = {}): Promise<Response> {
  const form = new FormData()
  form.set('_csrf', more.csrf ?? who.csrf)
  form.set('programme', more.programme ?? 'peter-meter')
  form.set('kind', more.kind ?? 'people')
  form.set('side', more.side ?? '')
  form.set('reference', more.reference ?? '')
  form.set('file', new File([content], 'lijst.csv', { type: 'text/csv' }))
  return who.request(paths.imports(), { method: 'POST', body: form, headers: { Origin: ORIGIN } })
}

/** Uploads a file that can be read, and gives the id under which it waits. */
export async function uploaded(who: StaffBrowser, content: BlobPart, more: Upload = {}): Promise<string> {
  const answer = await upload(who, content, more)
  if (answer.status !== 303) throw new Error(`not uploaded: ${answer.status} ${await answer.text()}`)
  return (answer.headers.get('Location') ?? '').replace(paths.import(''), '')
}

/** Brings a file in: uploaded, confirmed and written to its end. */
export async function imported(t: TestApp, who: StaffBrowser, content: BlobPart, more: Upload = {}): Promise<string> {
  const id = await uploaded(who, content, more)
  const answer = await who.post(paths.importConfirmation(id), { sure: 'yes' })
  if (answer.status !== 303) throw new Error(`not confirmed: ${answer.status}`)
  await continueImport(t.deps, id)
  return id
}

/** Three mentors and three starters: 'mentor1@example.org', 'starter1@example.org', … */
export const SIX_PEOPLE = fileOf(
  PEOPLE_COLUMNS,
  ...[1, 2, 3].map((n) => personLine(n, { email: `mentor${n}@example.org` })),
  ...[1, 2, 3].map((n) => personLine(n, { email: `starter${n}@example.org`, role: 'starter' })),
)

export const duosFile = (...rows: Record<string, string>[]) => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return fileOf(columns.join(';'), ...rows.map((row) => columns.map((column) => `"${row[column] ?? ''}"`).join(';')))
}

/** Duos as a file tells them, looked at from 4 May 2027. */
export const RUNNING = { mentor: 'mentor1@example.org', starter: 'Starter1@example.org', start: '1/02/2027' }
export const ENDED = {
  mentor: 'mentor2@example.org',
  starter: 'starter2@example.org',
  start: '1/06/2026',
  einde: '1/12/2026',
  resultaat: 'Zaak gestart',
}
